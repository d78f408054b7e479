"""The frontier: the few hashes that are enough to append to a tree and to know its root."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .hashing import EMPTY_ROOT, node_hash


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees that make up a tree of `size` leaves, largest (leftmost) first.

    There are as many as `size` has one-bits: at most 64 hashes, whatever the length of the ledger.
    Raises ValueError when the number of hashes does not fit the size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or self.size.bit_count() != len(self.hashes):
            raise ValueError(f"A frontier of {self.size} leaves cannot have {len(self.hashes)} hashes.")

    def append(self, leaf: bytes) -> "Frontier":
        hashes = [*self.hashes, leaf]
        size = self.size
        while size & 1:  # every trailing one-bit is a full subtree that the new leaf completes
            right = hashes.pop()
            hashes.append(node_hash(hashes.pop(), right))
            size >>= 1
        return Frontier(self.size + 1, tuple(hashes))

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY_ROOT
        *rest, root = self.hashes
        for left in reversed(rest):
            root = node_hash(left, root)
        return root

    def ranges(self) -> Iterator[tuple[int, int]]:
        """(first, last) leaf number, counted from 1, that each hash covers."""
        first = 1
        for bit in reversed(range(self.size.bit_length())):
            if self.size >> bit & 1:
                yield first, first + (1 << bit) - 1
                first += 1 << bit


def over(leaves: Iterable[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier
