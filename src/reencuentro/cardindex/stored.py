"""The stored kind of index: shelves and cards of the database, opened for the engine and sealed for the disk."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from tink import aead

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
_LENGTH = struct.Struct("<I")


class SealedShelves:
    """The shelves of one index. Each opens as itself alone: bound to its id, with the key of the index's box."""

    def __init__(self, index: Index) -> None:
        """Raises IndexDamaged when the index's key is gone; NoKey."""
        self._first = index.epoch * EPOCH
        self._key = _key(index.box_id)

    def open(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """As engines.tracing.types.Shelves. One query. Raises IndexDamaged."""
        ids = [self._first + number for number in numbers]
        rows = Shelf.objects.filter(pk__in=ids).values_list("pk", "sealed")
        return {pk - self._first: self._opened(pk, bytes(sealed)) for pk, sealed in rows}

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
        rows = Card.objects.filter(pk__in=refs).values_list("pk", "person", "box", "sealed")
        found = ((pk, _features(person, box, bytes(sealed))) for pk, person, box, sealed in rows)
        return {pk: encoded for pk, encoded in found if encoded}


def opened(index: Index) -> StoredIndex:
    """Ready to be searched. Raises IndexDamaged, NoKey."""
    content = sealing.unseal_with(_key(index.box_id), bytes(index.statistics), _about(index))
    (length,) = _LENGTH.unpack_from(content)
    layout = Layout.from_bytes(bytes.fromhex(index.secret), content[_LENGTH.size :][:length])
    statistics = Statistics.from_bytes(content[_LENGTH.size + length :])
    return StoredIndex(layout, statistics, SealedShelves(index), SealedCards())


def freeze(index: Index, layout: Layout, statistics: Statistics) -> None:
    """Puts into the row what is fixed while the index lives; the caller saves it."""
    fixed = layout.to_bytes()
    content = _LENGTH.pack(len(fixed)) + fixed + statistics.to_bytes()
    index.shelves = layout.shelves
    index.statistics = _key(index.box_id).encrypt(sealing.pad(content), _about(index))


def everything() -> Iterator[tuple[int, bytes]]:
    """Number and features of every card that opens, those of one box together."""
    rows = Card.objects.order_by("box", "pk").values_list("pk", "person", "box", "sealed")
    for pk, person, box, sealed in rows.iterator(chunk_size=AT_ONCE):
        encoded = _features(person, box, bytes(sealed))
        if encoded:
            yield pk, encoded


def _features(person: UUID, box: UUID, sealed: bytes) -> bytes:
    try:
        return cards.unseal(person, box, sealed)
    except (BoxDestroyed, Damaged):
        return b""


def _key(box: UUID) -> aead.Aead:
    try:
        return ring().open(box).fields
    except BoxDestroyed:
        raise IndexDamaged("The key of the index is gone: it has to be built anew.") from None


def _place(pk: int) -> bytes:
    return f"shelf|{pk}".encode()


def _about(index: Index) -> bytes:
    return f"index|{index.epoch}".encode()
