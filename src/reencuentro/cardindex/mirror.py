"""The sealed kind of index: all cards opened in the memory of one process, in step with the database."""

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import cast
from uuid import UUID

from django.db.models.functions import Substr

from reencuentro.engines.tracing import features
from reencuentro.engines.tracing.memory import MemoryIndex
from reencuentro.engines.tracing.types import Description, Match, Sought
from reencuentro.vault.errors import VaultError

from . import cards
from .errors import IndexAway
from .models import Card

# A transaction that took its number early may end late: so many numbers below the newest are looked at again.
WINDOW = 1_000
# The first bytes of a ciphertext hold its random nonce: whatever is written anew has another.
NONCE = 17
# Beyond so many new cards it is quicker to begin anew.
MANY = 5_000

# A card's number and nonce: on SQLite a number that was rolled back is given again.
Mark = tuple[int, bytes]


@dataclass(frozen=True)
class Found:
    """A person who may be the one looked for."""

    person: UUID
    match: Match


class Mirror:
    """Everything a search needs. Safe between threads. Nothing of it is ever written to a disk."""

    def __init__(self) -> None:
        """Opens every card. Raises IndexAway when there are no keys."""
        self._lock = Lock()
        self._index: MemoryIndex | None = None
        self._load()

    def __len__(self) -> int:
        """How many people can be found."""
        return len(self._persons)

    def search(
        self, sought_for: Description, *, sought: Sought, limit: int, without: Collection[UUID]
    ) -> tuple[Found, ...]:
        """The best matches, best first, among the people as they are in the database now. Raises IndexAway."""
        with self._lock:
            index = self._caught_up()
            hidden = {self._numbers[person] for person in without if person in self._numbers}
            matches = index.search(sought_for, sought=sought, limit=limit, without=hidden)
            return tuple(Found(self._persons[match.ref], match) for match in matches)

    def state(self) -> tuple[int, int]:
        """(people who can be found, number of the newest card), after catching up. Raises IndexAway."""
        with self._lock:
            self._caught_up()
            return len(self), self._newest

    # --- in step with the database -------------------------------------------------------------------------

    def _load(self) -> MemoryIndex:
        self._index = None  # should it fail half-way, the next search begins anew
        self._persons: dict[int, UUID] = {}
        self._numbers: dict[UUID, int] = {}
        self._seen: dict[Mark, UUID] = {}
        self._newest = 0
        rows = cast(Generator[Card, None, None], Card.objects.order_by("box", "pk").iterator())
        with closing(rows):
            self._index = MemoryIndex.build(self._opened(rows))
        self._keep_seen(self._seen.keys())
        return self._index

    def _caught_up(self) -> MemoryIndex:
        """The index with what was written since the last time, without what was read in a transaction then undone."""
        if self._index is None:
            return self._load()
        now = _marks(since=self._newest - WINDOW)
        new = [number for number, _nonce in now - self._seen.keys()]
        rows = list(Card.objects.filter(pk__in=new)) if len(new) <= MANY else []
        gone = {person for mark, person in self._seen.items() if mark not in now}
        if len(new) > MANY or not gone <= {card.person for card in rows}:
            return self._load()
        index, self._index = self._index, None  # as above
        self._take_in(index, rows)
        self._keep_seen(now)
        self._index = index
        return index

    def _take_in(self, index: MemoryIndex, rows: list[Card]) -> None:
        for card in rows:
            old = self._numbers.pop(card.person, None)
            if old is not None:
                del self._persons[old]
                index.remove(old)
        for number, encoded in self._opened(rows):
            index.add(number, encoded)

    def _opened(self, rows: Iterable[Card]) -> Iterator[tuple[int, bytes]]:
        """Those of the rows that can be found; all are noted as they pass."""
        for card in rows:
            self._newest = max(self._newest, card.pk)
            self._seen[card.pk, bytes(card.sealed[:NONCE])] = card.person
            encoded = _features(card)
            if encoded:
                self._persons[card.pk], self._numbers[card.person] = card.person, card.pk
                yield card.pk, encoded

    def _keep_seen(self, marks: Collection[Mark]) -> None:
        """Remembers no more than the next look back will ask about."""
        least = self._newest - WINDOW
        self._seen = {m: person for m, person in self._seen.items() if m[0] > least and m in marks}


def _marks(*, since: int) -> set[Mark]:
    rows = Card.objects.filter(pk__gt=since).values_list("pk", Substr("sealed", 1, NONCE))
    return {(number, bytes(nonce or b"")) for number, nonce in rows}


def _features(card: Card) -> bytes:
    """Nothing for whoever cannot be found, and for a card of an older engine until it is made anew."""
    if card.version != features.VERSION:
        return b""
    try:
        return cards.opened(card)
    except VaultError as closed:
        raise IndexAway(str(closed)) from None
