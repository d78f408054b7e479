"""`reencuentro index_rebuild`: makes cards that are missing or outdated, and shelves where they are wanted."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reencuentro.cardindex import building, shelfsearch, state
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.stored import opens
from reencuentro.casework.actions import indexing
from reencuentro.vault.errors import VaultError

EVERY = 5_000


class Command(BaseCommand):
    help = "Make missing cards, and the shelves if the index is stored. May be interrupted and started again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--shelves", action="store_true", help="build shelves, whatever their number")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = indexing.make_missing_cards(self._progress)
            self.stdout.write(f"{made} cards made.")
            if options["shelves"] or (state.wants_shelves() and not _usable()):
                built = building.build(self._progress)
                self.stdout.write(f"Index {built.epoch} is in use.")
        except VaultError as error:
            raise CommandError(f"{error} Run the command again to go on.") from None

    def _progress(self, done: int, of: int) -> None:
        if done % EVERY < EVERY // 10 or done == of:
            self.stdout.write(f"{done} of {of}")


def _usable() -> bool:
    try:
        return opens(shelfsearch.current())
    except IndexAway:
        return False
