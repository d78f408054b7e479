"""Clears away what interrupted work left in the vault."""

from typing import Any

from django.core.management.base import BaseCommand

from reencuentro.vault import boxes, files


class Command(BaseCommand):
    help = "Finish interrupted erasures; remove keys and sealed files that nothing in the database refers to."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{boxes.sweep()} keys and {files.sweep()} files removed.")
