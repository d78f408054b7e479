"""How the index is, in numbers, for the operator. Nothing in it is secret."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from . import client, searching, stored
from .errors import IndexAway
from .models import Card, Index, Shelf, Slip

# Above so many cards, memory and the start of the searching process get large: then shelves are built.
MOST_IN_MEMORY = 200_000
# From this share of newer cards on, the vocabulary of shelves is old: about where the number of persons has doubled.
OLD = 0.5


@dataclass(frozen=True)
class IndexState:
    kind: str
    cards: int  # all of them; those of erased cases and of hidden persons are among them
    outdated: int  # cards of an older engine
    answers: bool | None  # whether the searching process answers; None where none is needed
    epoch: int  # of the shelves in use; 0 when there are none
    shelves: int
    slips: int  # changes that wait to be put away
    damaged: bool  # shelves do not open with the key at hand
    building: tuple[int, int] | None  # (shelves filled, of) of a build that is under way or was cut off
    newer: (
        int | None
    )  # cards written since the vocabulary of the shelves was made; None without one, or not known

    @property
    def aged(self) -> float:
        """The share of cards whose words the vocabulary may not know, 0 to 1."""
        return self.newer / self.cards if self.newer else 0.0

    @property
    def is_old(self) -> bool:
        return self.aged >= OLD


def state(version: int) -> IndexState:
    """`version` is that of the features now (engines.tracing.features.VERSION). Raises NoKey."""
    kind = searching.kind()
    counted = Card.objects.aggregate(all=Count("pk"), outdated=Count("pk", filter=~Q(version=version)))
    index = Index.objects.filter(state=Index.State.CURRENT).first()
    building = Index.objects.filter(state=Index.State.BUILDING).first()
    return IndexState(
        kind=kind,
        cards=counted["all"],
        outdated=counted["outdated"],
        answers=_answers() if kind == "sealed" and settings.INDEX_PROCESS else None,
        epoch=index.epoch if index else 0,
        shelves=Shelf.objects.count(),
        slips=Slip.objects.count(),
        damaged=not stored.opens(index) if index else kind == "stored",
        building=(building.done, building.shelves) if building else None,
        newer=_newer(index),
    )


def _newer(index: Index | None) -> int | None:
    if index is None or index.newest is None:
        return None
    return Card.objects.filter(pk__gt=index.newest).count()


def wants_shelves() -> bool:
    """Whether this installation should have an index of shelves."""
    if settings.INDEX == "auto":
        return Card.objects.count() > MOST_IN_MEMORY
    return bool(settings.INDEX == "stored")


def _answers() -> bool:
    try:
        client.state()
    except IndexAway:
        return False
    return True
