import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.tracing import shelves

TOKENS = st.integers(0, 2**64 - 1)
ENTRIES = st.sets(TOKENS, max_size=40)


def numbers(*given: int) -> shelves.Numbers:
    return np.array(given, np.uint64)


@given(ENTRIES, ENTRIES)
def test_what_is_put_in_and_taken_out_leaves_the_shelf_as_before(before, others):
    others -= before
    shelf = shelves.put(b"", before)
    assert shelves.take_out(shelves.put(shelf, others), others) == shelf


@given(ENTRIES)
def test_a_shelf_does_not_tell_what_came_first(entries):
    at_once = shelves.put(b"", entries)
    one_by_one = b""
    for entry in sorted(entries, reverse=True):
        one_by_one = shelves.put(one_by_one, [entry])
    assert one_by_one == at_once


def test_putting_twice_and_taking_out_what_is_not_there_change_nothing():
    shelf = shelves.put(b"", [5, 9])
    assert shelves.put(shelf, [9]) == shelf
    assert shelves.take_out(shelf, [7]) == shelf


def test_an_empty_shelf_is_no_bytes():
    assert shelves.take_out(shelves.put(b"", [5]), [5]) == b""


def test_tokens_are_spread_over_all_shelves_and_no_further():
    ends = numbers(0, 2**63, 2**64 - 1)
    assert shelves.shelf_of(ends, 10).tolist() == [0, 5, 9]
    assert shelves.shelf_of(ends, 1).tolist() == [0, 0, 0]


def test_a_token_finds_its_records_and_no_others():
    here, elsewhere, unknown = 7 << 32 | 1, 7 << 32 | 2, 9 << 60
    tokens, refs = numbers(here, here, elsewhere), numbers(30, 10, 20)
    opened = dict(shelves.filled(shelves.shelf_of(tokens, 4), shelves.entry_of(tokens, refs)))
    places, found = shelves.look_up(opened, numbers(unknown, here), 4)
    assert sorted(zip(places.tolist(), found.tolist(), strict=True)) == [(1, 10), (1, 30)]


def test_two_shelves_may_hold_the_same_tag():
    low, high = 1, 1 << 63 | 1
    tokens = numbers(low, high)
    opened = dict(shelves.filled(shelves.shelf_of(tokens, 2), shelves.entry_of(tokens, numbers(10, 20))))
    assert len(opened) == 2
    places, found = shelves.look_up(opened, numbers(high), 2)
    assert (places.tolist(), found.tolist()) == ([0], [20])


def test_nothing_opened_finds_nothing():
    places, found = shelves.look_up({}, numbers(5), 4)
    assert (len(places), len(found)) == (0, 0)


def test_whole_shelves_come_in_order_with_their_entries_rising():
    filled = list(shelves.filled(numbers(2, 0, 2), numbers(9, 5, 3)))
    assert [(number, shelves.put(b"", [])) for number, _ in filled] == [(0, b""), (2, b"")]
    assert filled == [(0, shelves.put(b"", [5])), (2, shelves.put(b"", [3, 9]))]


def test_a_base_without_records_fills_no_shelf():
    assert list(shelves.filled(numbers(), numbers())) == []


def test_entries_are_gathered_by_shelf_in_the_order_in_which_writers_lock_them():
    assert list(shelves.by_shelf([(9, 1), (2, 7), (9, 0)]).items()) == [(2, [7]), (9, [0, 1])]


def test_what_a_shelf_holds_can_be_listed():
    content = shelves.put(b"", [3 << 32 | 8, 1 << 32 | 9])
    assert shelves.tokens_in(content) == [(1, 9), (3, 8)]
