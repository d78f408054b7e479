"""`reencuentro audit_checkpoint`: verify the ledger and sign what it is now, for an outsider to keep."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reencuentro.audit import checkpoints
from reencuentro.audit.errors import LedgerError


class Command(BaseCommand):
    help = (
        "Verify the ledger, sign its size and root, keep the checkpoint beside the signing key and print it. "
        "Send each one to somebody outside: only a copy elsewhere protects against somebody with all keys."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="also write the checkpoint into this file")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            note = checkpoints.make()
        except checkpoints.LedgerDamaged as error:
            findings = "\n".join(f"  {finding}" for finding in error.report.findings)
            raise CommandError(f"{error}\n{findings}") from error
        except LedgerError as error:
            raise CommandError(str(error)) from error
        if options["out"]:
            options["out"].write_text(note, encoding="utf-8")
        self.stdout.write(note, ending="")
