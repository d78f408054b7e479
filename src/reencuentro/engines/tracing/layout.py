"""Where the entries of a record stand: fixed when an index is built, and kept while it lives.

How tokens are kept flat: a value that more than PIECE records have is split into pieces, a record stands in one of
them, and a search asks for all. So no token leads to many, and ranking tokens by frequency, the attack that needs no
key, has nothing to rank. Smaller pieces hide a little better and cost much more reading.
"""

import struct
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from .asking import known_of
from .features import Features, UnknownVersion
from .shelves import Numbers, entry_of, shelf_of
from .tokens import texts, value

PIECE = 8  # records
A_RECORD_HAS = 40  # entries, every record: those with fewer are filled up, so that the count tells nothing

VERSION = 1
_HEAD = struct.Struct("<BII")  # version, shelves, how many values are split
_PIECE = struct.Struct("<QI")


@dataclass(frozen=True)
class Layout:
    """How tokens are made and where they stand.

    secret    key of the keyed functions; without it nothing can be looked up or placed
    shelves   how many there are
    split     values in more than one piece, rising, and into how many
    """

    secret: bytes
    shelves: int
    split: Numbers
    pieces: NDArray[np.uint32]

    def to_bytes(self) -> bytes:
        """To be sealed; without the secret, which has a place of its own."""
        head = _HEAD.pack(VERSION, self.shelves, len(self.split))
        return head + self.split.astype("<u8").tobytes() + self.pieces.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, secret: bytes, stored: bytes) -> "Layout":
        """Raises UnknownVersion."""
        version, shelves, count = _HEAD.unpack_from(stored)
        if version != VERSION:
            raise UnknownVersion
        split = np.frombuffer(stored, "<u8", count, _HEAD.size).astype(np.uint64)
        pieces = np.frombuffer(stored, "<u4", count, _HEAD.size + split.nbytes).astype(np.uint32)
        return cls(secret, shelves, split, pieces)

    def entries(self, ref: int, record: Features) -> list[tuple[int, int]]:
        """The (shelf, entry) pairs of a record; the same for the same record while the layout lives."""
        own = np.array(self.values(ref, record), np.uint64)
        numbers, entries = self.placed(own, np.full(len(own), ref, np.uint64))
        return list(zip(numbers.tolist(), entries.tolist(), strict=True))

    def values(self, ref: int, record: Features) -> list[int]:
        """A_RECORD_HAS values: those it is found by, then some that no search asks for."""
        own = [value(self.secret, text) for text in texts(known_of(record))[:A_RECORD_HAS]]
        return own + [
            self._keyed(_PIECE.pack(ref, number), b"filling") for number in range(len(own), A_RECORD_HAS)
        ]

    def placed(self, own: Numbers, refs: Numbers) -> tuple[Numbers, Numbers]:
        """Shelf and entry of each value of each record."""
        tokens = self._tokens(own, refs)
        return shelf_of(tokens, self.shelves), entry_of(tokens, refs)

    def how_many(self, asked: Numbers) -> NDArray[np.uint32]:
        """Into how many pieces each value is split."""
        if not len(self.split):
            return np.ones(len(asked), np.uint32)
        place = np.minimum(np.searchsorted(self.split, asked), len(self.split) - 1)
        return np.where(self.split[place] == asked, self.pieces[place], np.uint32(1))

    def all_tokens(self, own: int, pieces: int) -> list[int]:
        """Every token of a value."""
        return [own] if pieces == 1 else [self._piece(own, number) for number in range(pieces)]

    def _tokens(self, own: Numbers, refs: Numbers) -> Numbers:
        """The one token of each value under which the record stands."""
        pieces = self.how_many(own)
        tokens = own.copy()
        (many,) = np.nonzero(pieces > 1)
        numbers = _mixed(own[many] ^ _mixed(refs[many])) % pieces[many]
        tokens[many] = np.fromiter(map(self._piece, own[many], numbers), np.uint64, len(many))
        return tokens

    def _piece(self, own: int, number: int) -> int:
        return self._keyed(_PIECE.pack(own, number), b"piece")

    def _keyed(self, text: bytes, purpose: bytes) -> int:
        digest = blake2b(text, key=self.secret, digest_size=8, person=purpose).digest()
        return int.from_bytes(digest, "little")


def _mixed(numbers: Numbers) -> Numbers:
    """The finaliser of SplitMix64 (Steele et al. 2014): spreads numbers evenly; no secret, as its input is one."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def blank(secret: bytes) -> Layout:
    """The layout of an empty base."""
    return Layout(secret, 1, np.empty(0, np.uint64), np.empty(0, np.uint32))
