"""Hashing, frontier and proofs: by the published vectors, by pymerkle, and by their own properties."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from reencuentro.engines.ledger_tree.frontier import Frontier, over
from reencuentro.engines.ledger_tree.hashing import EMPTY_ROOT, leaf_hash, node_hash, root, split_point
from reencuentro.engines.ledger_tree.proofs import (
    consistency_holds,
    consistency_proof,
    in_memory,
    inclusion_holds,
    inclusion_proof,
)

# The test entries of the Certificate Transparency reference log and its roots for 1 to 8 of them.
ENTRIES = [
    bytes.fromhex(text)
    for text in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]

some_leaves = st.lists(st.binary(max_size=40).map(leaf_hash), min_size=1, max_size=70)
a_hash = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize("size", range(1, 9))
def test_root_is_the_published_one(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert over(LEAVES[:size]).root().hex() == ROOTS[size - 1]


def test_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == over([]).root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_can_never_pass_for_a_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


def test_published_proofs_of_the_reference_log() -> None:
    proof = [
        bytes.fromhex(text) for text in ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]
    ]
    assert inclusion_proof(4, 5, in_memory(LEAVES)) == [bytes.fromhex(ROOTS[3])]
    assert inclusion_proof(2, 3, in_memory(LEAVES)) == [bytes.fromhex(ROOTS[1])]
    assert consistency_proof(4, 5, in_memory(LEAVES)) == proof


@given(st.integers(min_value=2, max_value=2**70))
def test_split_point_is_the_largest_power_of_two_below(size: int) -> None:
    point = split_point(size)
    assert point.bit_count() == 1
    assert point < size <= 2 * point


@given(some_leaves)
def test_frontier_gives_the_root_of_the_definition_after_every_append(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for size, leaf in enumerate(leaves, start=1):
        frontier = frontier.append(leaf)
        assert (frontier.size, frontier.root()) == (size, root(leaves[:size]))


@given(st.integers(min_value=1, max_value=2**40))
def test_frontier_ranges_cover_every_leaf_once(size: int) -> None:
    ranges = list(Frontier(size, (EMPTY_ROOT,) * size.bit_count()).ranges())
    assert ranges[0][0] == 1
    assert ranges[-1][1] == size
    assert all(earlier[1] + 1 == later[0] for earlier, later in pairwise(ranges))


@pytest.mark.parametrize(("size", "hashes"), [(-1, 0), (0, 1), (3, 1), (4, 2)])
def test_frontier_refuses_a_number_of_hashes_that_does_not_fit(size: int, hashes: int) -> None:
    with pytest.raises(ValueError, match="cannot have"):
        Frontier(size, (EMPTY_ROOT,) * hashes)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=40))
def test_roots_and_proofs_are_those_of_pymerkle(entries: list[bytes]) -> None:
    """pymerkle 7 hashes as RFC 6962 does, also for sizes that are no power of two."""
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(entries)
    leaves = [leaf_hash(entry) for entry in entries]
    roots = in_memory(leaves)
    for size in range(1, len(entries) + 1):
        assert root(leaves[:size]) == tree.get_root(size)
        theirs = tree.prove_inclusion(size).path  # theirs begins with the leaf itself
        assert inclusion_proof(size - 1, len(entries), roots) == theirs[1:]


@given(some_leaves, st.data())
def test_every_leaf_is_proved_and_nothing_else_is(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(min_value=1, max_value=len(leaves)))
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    proof = inclusion_proof(index, size, in_memory(leaves))
    top = root(leaves[:size])
    assert inclusion_holds(leaves[index], index, size, proof, top)
    assert not inclusion_holds(leaf_hash(b"never written" * 5), index, size, proof, top)
    assert not inclusion_holds(leaves[index], index, size, [*proof, top], top)
    assert not inclusion_holds(leaves[index], size, size, proof, top)
    if proof:
        assert not inclusion_holds(leaves[index], index, size, proof[:-1], top)
        spoilt = data.draw(st.integers(min_value=0, max_value=len(proof) - 1))
        other = [
            *proof[:spoilt],
            data.draw(a_hash.filter(lambda h: h != proof[spoilt])),
            *proof[spoilt + 1 :],
        ]
        assert not inclusion_holds(leaves[index], index, size, other, top)


@given(some_leaves, st.data())
def test_a_ledger_is_proved_to_be_the_beginning_of_a_longer_one(
    leaves: list[bytes], data: st.DataObject
) -> None:
    new = len(leaves)
    old = data.draw(st.integers(min_value=1, max_value=new))
    proof = consistency_proof(old, new, in_memory(leaves))
    old_root, new_root = root(leaves[:old]), root(leaves)
    assert consistency_holds(old, new, proof, old_root, new_root)
    assert not consistency_holds(old, new, proof, leaf_hash(b"other past" * 5), new_root)
    assert not consistency_holds(old, new, proof, old_root, leaf_hash(b"other present" * 5))
    assert not consistency_holds(old, new, [*proof, new_root], old_root, new_root)
    if proof:
        assert not consistency_holds(old, new, proof[:-1], old_root, new_root)


@given(some_leaves.filter(lambda leaves: len(leaves) > 1), st.data())
def test_a_rewritten_past_has_no_consistency_proof(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(min_value=1, max_value=len(leaves) - 1))
    place = data.draw(st.integers(min_value=0, max_value=old - 1))
    rewritten = [*leaves[:place], leaf_hash(b"rewritten" * 6), *leaves[place + 1 :]]
    proof = consistency_proof(old, len(leaves), in_memory(rewritten))
    assert not consistency_holds(old, len(leaves), proof, root(leaves[:old]), root(rewritten))


def test_the_empty_ledger_is_the_beginning_of_every_ledger() -> None:
    assert consistency_holds(0, 8, [], EMPTY_ROOT, root(LEAVES))
    assert not consistency_holds(0, 8, [], LEAVES[0], root(LEAVES))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_inclusion_proof_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, size, in_memory(LEAVES))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_there_is_no_consistency_proof_for_impossible_sizes(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        consistency_proof(old, new, in_memory(LEAVES))


def test_a_shrunken_ledger_is_never_consistent() -> None:
    assert not consistency_holds(5, 4, [], root(LEAVES[:5]), root(LEAVES[:4]))
