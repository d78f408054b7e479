"""Proofs for somebody who holds one root: "this entry is in it", "this shorter ledger is its beginning".

Built as RFC 6962 section 2.1 defines them, checked with the loops of RFC 9162 section 2.1 (the same answers,
without recursion). Leaves are counted from 0 here, as in the RFCs: entry `seq` is leaf `seq - 1`.
"""

from collections.abc import Callable, Iterator, Sequence

from .hashing import EMPTY_ROOT, node_hash, root, split_point

# Root over the leaves [start, end): all that a proof needs to know about a ledger, however it is stored.
RangeRoot = Callable[[int, int], bytes]


def in_memory(leaves: Sequence[bytes]) -> RangeRoot:
    return lambda start, end: root(leaves[start:end])


def inclusion_proof(index: int, size: int, roots: RangeRoot) -> list[bytes]:
    """Siblings from the leaf up to the root of the first `size` leaves. ValueError outside the tree."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} in a tree of {size}.")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split_point(end - start)
        if index < middle:
            path.append(roots(middle, end))
            end = middle
        else:
            path.append(roots(start, middle))
            start = middle
    return path[::-1]


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    if not 0 <= index < size:
        return False
    node, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            value = node_hash(sibling, value)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and value == root_hash


def consistency_proof(old: int, new: int, roots: RangeRoot) -> list[bytes]:
    """What shows that the first `old` of `new` leaves were not touched. ValueError unless 0 < old <= new."""
    if not 0 < old <= new:
        raise ValueError(f"A tree of {new} leaves cannot be compared with one of {old}.")
    path = []
    start, end = 0, new
    whole = True  # the old tree is so far a complete subtree: then its root is known and left out
    while old != end:
        middle = start + split_point(end - start)
        if old <= middle:
            path.append(roots(middle, end))
            end = middle
        else:
            path.append(roots(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(roots(start, end))
    return path[::-1]


def consistency_holds(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """True when the proof shows that the ledger of `old_root` is the beginning of that of `new_root`."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if not 0 < old < new:
        return False
    steps = iter(proof if old.bit_count() > 1 else [old_root, *proof])
    first = next(steps, None)
    return first is not None and _folds_to(first, steps, old - 1, new - 1) == (old_root, new_root)


def _folds_to(first: bytes, steps: Iterator[bytes], node: int, last: int) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency proof leads to; None when it is too long or too short."""
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = first
    for sibling in steps:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None
