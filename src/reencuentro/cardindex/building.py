"""An index of shelves built anew beside the one in use, with keys of its own, and then put in its place.

Three steps, each of which may be killed: every card is read and the layout fixed (`_begin`); the shelves are filled
in order of their numbers (`_fill`; a build that goes on reads the cards again and skips what is filled); the new index
takes the place of the old, whose key is destroyed. From the first step on, a change of a card leaves a slip for both.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from secrets import token_bytes
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction

from reencuentro.audit import log
from reencuentro.engines.tracing.building import Builder
from reencuentro.engines.tracing.features import decode
from reencuentro.engines.tracing.shelves import ENTRY, LOW
from reencuentro.vault import boxes, disk
from reencuentro.vault.files import Actor

from . import cards, place, shelving, stored
from .models import Card, Index

SECRET_BYTES = 32
Progress = Callable[[int, int], None]


def build(progress: Progress | None = None, *, by: Actor | str = "operator") -> Index:
    """A new index in the place of the old one, or the first; goes on with one that was killed.

    `progress(done, of)` counts shelves. Raises NoKey, NoRoom.
    """
    with disk.locked(place.folder() / "build.lock", alone=True):
        _clear_retired(by=by)
        index = Index.objects.filter(state=Index.State.BUILDING).first()
        if index is None or not stored.opens(index):
            index, base = _begin(by=by)
        else:
            base = _read(stored.layout(index).secret)
        _fill(index, base, progress)
        _put_in_place(index, by=by)
        _clear_retired(by=by)
    return index


# --- reading ---------------------------------------------------------------------------------------------------


class Base(NamedTuple):
    """Every card as it was read, and their numbers."""

    builder: Builder
    read: set[int]


def _begin(*, by: Actor | str) -> tuple[Index, Base]:
    Index.objects.filter(state=Index.State.BUILDING).update(state=Index.State.RETIRED)  # it does not open
    base = _read(token_bytes(SECRET_BYTES))
    layout = base.builder.layout()
    with _alone():
        epoch = max(Index.objects.values_list("epoch", flat=True), default=0) + 1
        index = Index(box=boxes.create("index"), epoch=epoch, secret=layout.secret.hex())
        index.newest = max(base.read, default=0)
        stored.freeze(index, layout, base.builder.statistics)
        index.save(force_insert=True)
    return index, base


def _read(secret: bytes) -> Base:
    base = Base(Builder(secret), set())
    for number, encoded in stored.everything():
        base.builder.add(number, decode(encoded))
        base.read.add(number)
    return base


# --- filling ---------------------------------------------------------------------------------------------------


def _fill(index: Index, base: Base, progress: Progress | None) -> None:
    """What was read before the row stood there may have changed: gone cards are left out, new ones get slips."""
    gone = _differences(index, base.read)
    shelves = base.builder.shelves(stored.layout(index))
    rest = ((number, _without(content, gone)) for number, content in shelves if number >= index.done)
    waiting = ((number, content) for number, content in rest if content)
    while batch := list(islice(waiting, stored.AT_ONCE)):
        with transaction.atomic():
            stored.SealedShelves(index).fill(batch)
            _note(index, batch[-1][0] + 1)
        if progress:
            progress(index.done, index.shelves)
    _note(index, index.shelves)
    shelving.put_away(index)


def _note(index: Index, done: int) -> None:
    index.done = done
    index.save(update_fields=["done"])


def _differences(index: Index, read: set[int]) -> set[int]:
    """Numbers that were read and that are no more; a slip is left for each that was not read."""
    now = set(Card.objects.values_list("pk", flat=True))
    for card in Card.objects.filter(pk__in=now - read).iterator():
        shelving.leave_slip(index, {}, {card.pk: cards.opened(card)})
    return read - now


def _without(content: bytes, gone: Collection[int]) -> bytes:
    if not gone:
        return content
    held = np.frombuffer(content, ENTRY)
    refs = held & LOW
    return held[~np.isin(refs, np.fromiter(gone, np.uint64))].tobytes()


# --- putting in place ------------------------------------------------------------------------------------------


def _put_in_place(index: Index, *, by: Actor | str) -> None:
    with _alone():
        Index.objects.filter(state=Index.State.CURRENT).update(state=Index.State.RETIRED)
        index.state = Index.State.CURRENT
        index.save(update_fields=["state"])
    with transaction.atomic():  # not while writers wait for us: one of them may hold the head of the ledger
        log.record("index_built", by=by, about=index, shelves=index.shelves)


def _clear_retired(*, by: Actor | str) -> None:
    """The key first: from then on the shelves are noise, also in every backup. The row stays, for its number."""
    for index in Index.objects.filter(state=Index.State.RETIRED).select_related("box"):
        boxes.destroy(index.box, by=by)
        shelving.drop(index)
        Index.objects.filter(pk=index.pk).update(statistics=b"")


@contextmanager
def _alone() -> Iterator[None]:
    """While nobody is in the middle of changing a card: who changed one before has left no slip for what is new, and
    is read; who changes one afterwards sees what is new. (SQLite has one writer at a time anyway.)
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Card._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        yield
