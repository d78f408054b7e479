"""Proofs from the stored ledger for somebody who holds a checkpoint. Each reads the leaf hashes once."""

from dataclasses import dataclass

from reencuentro.engines.ledger_tree import proofs
from reencuentro.engines.ledger_tree.frontier import over

from .models import Entry, Head


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Shows that entry `seq` with hash `leaf` is in the ledger of `size` entries whose root is `root`."""

    seq: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    root: bytes

    def holds(self) -> bool:
        return proofs.inclusion_holds(self.leaf, self.seq - 1, self.size, self.path, self.root)


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """Shows that the ledger of `old` entries is the beginning of the one of `new` entries."""

    old: int
    new: int
    path: tuple[bytes, ...]
    old_root: bytes
    new_root: bytes

    def holds(self) -> bool:
        return proofs.consistency_holds(self.old, self.new, self.path, self.old_root, self.new_root)


def inclusion(seq: int, *, size: int | None = None) -> InclusionProof:
    """Against the ledger as it stood at `size` entries, or as it stands now. Raises ValueError outside it."""
    total = size or _size()
    path = proofs.inclusion_proof(seq - 1, total, root_between)
    return InclusionProof(seq, total, root_between(seq - 1, seq), tuple(path), root_between(0, total))


def consistency(old: int, new: int | None = None) -> ConsistencyProof:
    """Raises ValueError unless 0 < old <= new."""
    total = new or _size()
    path = proofs.consistency_proof(old, total, root_between)
    return ConsistencyProof(old, total, tuple(path), root_between(0, old), root_between(0, total))


def root_between(start: int, end: int) -> bytes:
    """Root over the leaves [start, end), streamed. Raises ValueError when entries are missing there."""
    leaves = Entry.objects.filter(seq__gt=start, seq__lte=end).order_by("seq").values_list("leaf", flat=True)
    frontier = over(bytes.fromhex(leaf) for leaf in leaves.iterator())
    if frontier.size != end - start:
        raise ValueError(f"The ledger does not hold all entries from {start + 1} to {end}.")
    return frontier.root()


def _size() -> int:
    return Head.objects.get(pk=Head.ONLY).size
