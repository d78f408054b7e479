"""Clears away what interrupted work left in the vault."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.vault import boxes, files
from reencuentro.vault.errors import VaultError


class Command(BaseCommand):
    help = "Finish interrupted erasures; remove sealed files that no row of the database refers to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--unused-keys",
            action="store_true",
            help="also remove keys older than a week that no box uses (never after restoring an old database)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            keys, stored = boxes.sweep(), files.sweep()
            if options["unused_keys"]:
                keys += boxes.sweep_unused(older_than=files.FRESH_SECONDS)
        except VaultError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{keys} keys and {stored} files removed.")
