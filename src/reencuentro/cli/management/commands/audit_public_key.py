"""`reencuentro audit_public_key`: print the key that an outsider checks our checkpoints with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reencuentro.audit import keys
from reencuentro.audit.errors import LedgerError


class Command(BaseCommand):
    help = "Print the public key of the ledger (C2SP signed-note form, as the Go tools read it)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--create", action="store_true", help="make the signing key if there is none yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            key = keys.create() if options["create"] else keys.signing_key()
        except LedgerError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(key.public))
