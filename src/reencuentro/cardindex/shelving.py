"""Shelves in step with cards: writers leave slips, and somebody who holds nothing else puts them away.

A search reads the slips before the shelves (`Present`), so what a slip says counts from the moment it is committed.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from reencuentro.engines.tracing import features, shelves
from reencuentro.engines.tracing.layout import Layout

from . import stored
from .errors import IndexDamaged
from .models import Index, Shelf, Slip

AT_ONCE = 500  # slips
LIVING = (Index.State.CURRENT, Index.State.BUILDING)

# One entry on a slip: whether it goes or comes, the number of the shelf, the entry itself (engines.tracing.shelves).
ENTRY = np.dtype([("goes", "u1"), ("shelf", "<u4"), ("entry", "<u8")])
Entries = NDArray[np.void]


class Turn(NamedTuple):
    """What happens to one shelf."""

    goes: list[int]
    comes: list[int]


def change(*, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> None:
    """Cards that are no more and cards that are new, features by number, for every index that lives or is being built.

    An index that cannot be opened any more is left alone: it has to be built anew, and people must be able to work.
    """
    for index in Index.objects.filter(state__in=LIVING):
        try:
            leave_slip(index, old, new)
        except IndexDamaged:
            continue


def take_off(old: Mapping[int, bytes]) -> None:
    """Nothing of these cards is left on the shelves of the index in use, nor on slips for them."""
    change(old=old, new={})
    for index in Index.objects.filter(state=Index.State.CURRENT):
        try:
            put_away(index)
        except IndexDamaged:
            continue


def leave_slip(index: Index, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> None:
    layout = stored.layout(index)
    lines = [*_lines(layout, old, goes=1), *_lines(layout, new, goes=0)]
    if lines:
        content = np.array(lines, ENTRY).tobytes()
        Slip.objects.create(epoch=index.epoch, sealed=stored.seal_slip(index, content))


def _lines(layout: Layout, cards: Mapping[int, bytes], *, goes: int) -> list[tuple[int, int, int]]:
    return [
        (goes, shelf, entry)
        for number, encoded in cards.items()
        if encoded and encoded[0] == features.VERSION
        for shelf, entry in layout.entries(number, features.decode(encoded))
    ]


# --- putting away ----------------------------------------------------------------------------------------------


def put_away_all() -> int:
    """For the worker: all slips of the index in use; returns how many. Raises IndexDamaged, NoKey."""
    return sum(put_away(index) for index in Index.objects.filter(state=Index.State.CURRENT))


def put_away(index: Index) -> int:
    """Every slip of a filled index. Killed in between, the rest waits; two at once take turns."""
    done = 0
    while some := _put_away_some(index):
        done += some
    return done


@transaction.atomic
def _put_away_some(index: Index) -> int:
    """The row of the index is held meanwhile: nobody else puts away, and it is not retired under our hands."""
    held = Index.objects.select_for_update().filter(pk=index.pk, state__in=LIVING)
    if not held.values_list("pk").first():
        return 0
    slips = list(Slip.objects.filter(epoch=index.epoch).order_by("pk")[:AT_ONCE])
    turns = _turns([stored.open_slip(index, bytes(slip.sealed)) for slip in slips])
    _turn(stored.SealedShelves(index), turns)
    Slip.objects.filter(pk__in=[slip.pk for slip in slips]).delete()
    return len(slips)


def _turn(sealed: stored.SealedShelves, turns: Mapping[int, Turn]) -> None:
    held = sealed.open(list(turns))
    contents = {number: _turned(held.get(number, b""), turn) for number, turn in turns.items()}
    sealed.write(contents)


def _turns(slips: Sequence[bytes]) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    for goes, number, entry in _read(slips).tolist():
        turn = turns.setdefault(number, Turn([], []))
        (turn.goes if goes else turn.comes).append(entry)
    return turns


def _turned(content: bytes, turn: Turn) -> bytes:
    """What goes, goes for good: the number of a card is never given again, so the order of slips does not matter."""
    return shelves.take_out(shelves.put(content, turn.comes), turn.goes)


def _read(slips: Sequence[bytes]) -> Entries:
    return np.frombuffer(b"".join(slips), ENTRY)


# --- searching -------------------------------------------------------------------------------------------------


class Present(stored.SealedShelves):
    """The shelves as they would be if every slip were put away."""

    def open(self, numbers: Sequence[int]) -> dict[int, bytes]:
        turns = self._turns(set(numbers))  # first: what is put away meanwhile is seen twice, not never
        held = super().open(numbers)
        return held | {number: _turned(held.get(number, b""), turn) for number, turn in turns.items()}

    def _turns(self, numbers: set[int]) -> dict[int, Turn]:
        rows = Slip.objects.filter(epoch=self.index.epoch).values_list("sealed", flat=True)
        slips = [stored.open_slip(self.index, bytes(sealed)) for sealed in rows]
        return {number: turn for number, turn in _turns(slips).items() if number in numbers} if slips else {}


def drop(index: Index) -> None:
    """Shelves and slips of an index that is no longer used, in parts, so that nobody waits long."""
    first = index.epoch * stored.EPOCH
    while ids := list(
        Shelf.objects.filter(pk__gte=first, pk__lt=first + stored.EPOCH).values_list("pk", flat=True)[
            : stored.AT_ONCE
        ]
    ):
        Shelf.objects.filter(pk__in=ids).delete()
    Slip.objects.filter(epoch=index.epoch).delete()
