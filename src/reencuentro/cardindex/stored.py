"""The stored kind of index: shelves and cards of the database, opened for the engine and sealed for the disk."""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from tink import aead

from reencuentro.engines.tracing.features import VERSION, UnknownVersion
from reencuentro.engines.tracing.layout import Layout
from reencuentro.engines.tracing.statistics import Statistics
from reencuentro.engines.tracing.stored import StoredIndex
from reencuentro.vault import sealing
from reencuentro.vault.errors import BoxDestroyed, Damaged
from reencuentro.vault.keyring import ring

from . import cards
from .errors import IndexDamaged
from .models import Card, Index, Shelf

EPOCH = 2**32  # ids of shelves of one epoch
AT_ONCE = 2_000  # rows
MOST_LAYOUTS = 4
NO_KEY = "The index does not open with the key at hand: it has to be built anew."
OF_ANOTHER_ENGINE = "The index was built by another version: it has to be built anew."

_LENGTH = struct.Struct("<I")
_layouts: dict[UUID, Layout] = {}


class SealedShelves:
    """The shelves of one index. Each opens as itself alone: bound to its id, with the key of the index's box."""

    def __init__(self, index: Index) -> None:
        """Raises IndexDamaged when the index's key is gone; NoKey."""
        self.index = index
        self._first = index.epoch * EPOCH
        self._key = _key(index.box_id)

    def open(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """As engines.tracing.types.Shelves. One query. Raises IndexDamaged."""
        ids = [self._first + number for number in numbers]
        rows = _rows(Shelf, ("id", "sealed"), ids)
        return {pk - self._first: self._opened(pk, bytes(sealed)) for pk, sealed in rows}

    def write(self, contents: Mapping[int, bytes]) -> None:
        """Shelves by number, as they are from now on; empty ones are no more."""
        rows = [
            Shelf(pk=self._first + number, sealed=self.seal(number, content))
            for number, content in sorted(contents.items())
            if content
        ]
        Shelf.objects.bulk_create(
            rows, AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=["sealed"]
        )
        empty = [self._first + number for number, content in contents.items() if not content]
        Shelf.objects.filter(pk__in=empty).delete()

    def fill(self, shelves: Iterable[tuple[int, bytes]]) -> int:
        """Writes shelves that were empty; returns how many."""
        rows = (
            Shelf(pk=self._first + number, sealed=self.seal(number, content)) for number, content in shelves
        )
        written = 0
        while batch := list(islice(rows, AT_ONCE)):
            written += len(Shelf.objects.bulk_create(batch))
        return written

    def seal(self, number: int, content: bytes) -> bytes:
        sealed: bytes = self._key.encrypt(sealing.pad(content), _place(self._first + number))
        return sealed

    def _opened(self, pk: int, sealed: bytes) -> bytes:
        try:
            return sealing.unseal_with(self._key, sealed, _place(pk))
        except Damaged:
            raise IndexDamaged("A shelf of the index does not open: it has to be built anew.") from None


class SealedCards:
    """Cards of persons, opened with the keys of their boxes."""

    def open(self, refs: Sequence[int]) -> dict[int, bytes]:
        """As engines.tracing.types.Cards. One query. Cards that can never be opened again are left out."""
        rows = _rows(Card, ("id", "person", "box", "sealed", "version"), refs)
        found = (
            (pk, _features(UUID(str(person)), UUID(str(box)), bytes(sealed)))
            for pk, person, box, sealed, version in rows
            if version == VERSION
        )
        return {pk: encoded for pk, encoded in found if encoded}


def opened(index: Index, shelves: SealedShelves | None = None) -> StoredIndex:
    """Ready to be searched, on these shelves or on those of the disk alone. Raises IndexDamaged, NoKey."""
    fixed, statistics = _fixed(index)
    try:
        counted = Statistics.from_bytes(statistics)
    except (ValueError, KeyError):
        raise IndexDamaged(OF_ANOTHER_ENGINE) from None
    return StoredIndex(_layout(index, fixed), counted, shelves or SealedShelves(index), SealedCards())


def layout(index: Index) -> Layout:
    """Where entries of this index stand; remembered, as it never changes. Raises IndexDamaged, NoKey."""
    known = _layouts.get(index.pk)
    if known is None:
        known = _layout(index, _fixed(index)[0])
        if len(_layouts) >= MOST_LAYOUTS:
            _layouts.clear()
        _layouts[index.pk] = known
    return known


def opens(index: Index) -> bool:
    """Whether what is fixed of the index opens with the keys of now. Raises NoKey."""
    try:
        _layout(index, _fixed(index)[0])
    except IndexDamaged:
        return False
    return True


def _layout(index: Index, fixed: bytes) -> Layout:
    try:
        return Layout.from_bytes(bytes.fromhex(index.secret), fixed)
    except UnknownVersion:
        raise IndexDamaged(OF_ANOTHER_ENGINE) from None
    except (BoxDestroyed, Damaged):
        raise IndexDamaged(NO_KEY) from None


def _fixed(index: Index) -> tuple[bytes, bytes]:
    """The layout and the statistics, as `freeze` put them together."""
    try:
        content = sealing.unseal_with(_key(index.box_id), bytes(index.statistics), _about(index))
    except Damaged:
        raise IndexDamaged(NO_KEY) from None
    (length,) = _LENGTH.unpack_from(content)
    rest = content[_LENGTH.size :]
    return rest[:length], rest[length:]


def seal_slip(index: Index, content: bytes) -> bytes:
    """Raises IndexDamaged, NoKey."""
    sealed: bytes = _key(index.box_id).encrypt(sealing.pad(content), _about_slip(index))
    return sealed


def open_slip(index: Index, sealed: bytes) -> bytes:
    """Raises IndexDamaged, NoKey."""
    try:
        return sealing.unseal_with(_key(index.box_id), sealed, _about_slip(index))
    except Damaged:
        raise IndexDamaged("A slip of the index does not open: the index has to be built anew.") from None


def freeze(index: Index, layout: Layout, statistics: Statistics) -> None:
    """Puts into the row what is fixed while the index lives; the caller saves it."""
    fixed = layout.to_bytes()
    content = _LENGTH.pack(len(fixed)) + fixed + statistics.to_bytes()
    index.shelves = layout.shelves
    index.statistics = _key(index.box_id).encrypt(sealing.pad(content), _about(index))


def everything() -> Iterator[tuple[int, bytes]]:
    """Number and features of every card that opens, those of one box together."""
    now = Card.objects.filter(version=VERSION).order_by("box", "pk")
    rows = now.values_list("pk", "person", "box", "sealed")
    for pk, person, box, sealed in rows.iterator(chunk_size=AT_ONCE):
        encoded = _features(person, box, bytes(sealed))
        if encoded:
            yield pk, encoded


def _rows(model: type[Model], columns: tuple[str, ...], ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """Rows by their ids, without the ORM's milliseconds for a thousand parameters."""
    if not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id IN ({marks})", list(ids))  # noqa: S608
        return cursor.fetchall()


def _features(person: UUID, box: UUID, sealed: bytes) -> bytes:
    try:
        return cards.unseal(person, box, sealed)
    except (BoxDestroyed, Damaged):
        return b""


def _key(box: UUID) -> aead.Aead:
    try:
        return ring().open(box).fields
    except (BoxDestroyed, Damaged):
        raise IndexDamaged(NO_KEY) from None


def _place(pk: int) -> bytes:
    return f"shelf|{pk}".encode()


def _about_slip(index: Index) -> bytes:
    return f"slip|{index.epoch}".encode()


def _about(index: Index) -> bytes:
    return f"index|{index.epoch}".encode()
