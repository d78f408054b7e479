"""Makes the first keys of an installation, or prints a key-encryption key for the environment."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.vault import kek
from reencuentro.vault.errors import VaultError
from reencuentro.vault.keyring import ring


class Command(BaseCommand):
    help = (
        "Make the first keys in KEYS_DIR. With --print: print a value for REENCUENTRO_KEK and store nothing."
    )
    requires_system_checks: list[str] = []  # the start-up checks would refuse exactly what this command mends

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print", action="store_true", help="print a new value for REENCUENTRO_KEK")
        parser.add_argument(
            "--add",
            action="store_true",
            help="with --print: keep the old keys of REENCUENTRO_KEK, for a rotation",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["print"]:
                self.stdout.write(kek.new_variable(kek.current_variable() if options["add"] else ""))
                return
            ring().initialise()
        except VaultError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The keys are there. Keep a copy of KEYS_DIR apart from every copy of the data.")
