"""`reencuentro index_rekey`: shelves with new keys beside the old ones, which then become unreadable everywhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.cardindex import building, searching
from reencuentro.vault.errors import VaultError


class Command(BaseCommand):
    help = "Give the stored index new keys. May be interrupted and started again; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        if searching.kind() == "sealed":
            self.stdout.write(
                "Nothing to do: the index stands in memory only, and its cards have their cases' keys."
            )
            return
        try:
            built = building.build(self._progress)
        except VaultError as error:
            raise CommandError(f"{error} Run the command again to go on.") from None
        self.stdout.write(f"Index {built.epoch} is in use, and the keys of the one before are destroyed.")

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(f"{done} of {of}")
