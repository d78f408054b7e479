"""`reencuentro index_state`: how the card index is. Exit code 1 if something must be done."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.cardindex.state import IndexState, state
from reencuentro.casework.actions import indexing
from reencuentro.engines.tracing.features import VERSION
from reencuentro.vault.errors import VaultError


class Command(BaseCommand):
    help = "Show the state of the card index. Ends with an error if something must be done."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = state(VERSION)
        except VaultError as error:
            raise CommandError(str(error)) from None
        missing = indexing.without_card().count()
        for line in (*_lines(found), f"persons without a card of this version: {missing}"):
            self.stdout.write(line)
        if found.damaged or missing:
            raise CommandError("Something is missing or does not open: run `reencuentro index_rebuild`.")
        if found.building:
            raise CommandError(
                "A build was cut off or is under way: `reencuentro index_rekey` goes on with it."
            )
        if found.answers is False:
            raise CommandError("The searching process does not answer: start `reencuentro tracing_index`.")


def _lines(found: IndexState) -> list[str]:
    process = {None: "not needed", True: "answers", False: "does not answer"}[found.answers]
    lines = [
        f"kind: {found.kind}",
        f"cards: {found.cards}",
        f"searching process: {process}",
        f"shelves: {found.shelves} (index {found.epoch})" if found.epoch else "shelves: none",
        f"changes that wait to be put away: {found.slips}",
    ]
    if found.newer is not None:
        share = f"{found.newer} of {found.cards} cards ({found.aged:.0%})"
        lines.append(f"vocabulary: {share} were written since it was made")
    if found.is_old:
        lines.append(
            "advice: run `reencuentro index_rekey`, as misspelt names of newer cards are found less surely"
        )
    if found.building:
        lines.append("being built: {} of {} shelves".format(*found.building))
    return lines
