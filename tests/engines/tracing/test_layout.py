import numpy as np
import pytest

from reencuentro.engines.tracing.features import UnknownVersion, features
from reencuentro.engines.tracing.layout import A_RECORD_HAS, PIECE, Layout
from reencuentro.engines.tracing.shelves import by_shelf, look_up, put, take_out
from reencuentro.engines.tracing.types import Description, Written

from .shelved import EVERYBODY, SECRET, WENDY, builder_of

MANY = (Description(names=(Written("María", "López"),)),) * 100


def kept(base) -> tuple[Layout, dict[int, bytes]]:
    builder = builder_of(base)
    layout = builder.layout()
    return layout, dict(builder.shelves(layout))


def records_of_tokens(shelves: dict[int, bytes]) -> dict[tuple[int, int], int]:
    """How many records stand under each token."""
    entries = [
        (number, int(entry) >> 32) for number, held in shelves.items() for entry in np.frombuffer(held, "<u8")
    ]
    return {token: entries.count(token) for token in entries}


def test_every_record_has_the_same_count_of_entries():
    layout, _ = kept(EVERYBODY)
    assert [
        len(layout.entries(ref, features(one))) for ref, one in enumerate((*EVERYBODY, Description()))
    ] == [A_RECORD_HAS] * 4


def test_the_base_built_at_once_is_the_base_put_in_record_by_record():
    for base in (EVERYBODY, MANY):
        layout, built = kept(base)
        grown: dict[int, bytes] = {}
        for ref, person in enumerate(base):
            for number, entries in by_shelf(layout.entries(ref, features(person))).items():
                grown[number] = put(grown.get(number, b""), entries)
        assert grown == built


def test_a_record_taken_out_leaves_the_shelves_as_before():
    layout, before = kept(MANY)
    entries = by_shelf(layout.entries(500, features(WENDY)))
    after = {number: put(before.get(number, b""), new) for number, new in entries.items()}
    assert {number: take_out(after[number], new) for number, new in entries.items()} == {
        number: before.get(number, b"") for number in entries
    }


def test_a_value_of_many_records_is_split_so_that_no_token_has_many():
    layout, shelves = kept(MANY)
    assert layout.pieces.tolist() == [13]
    assert max(records_of_tokens(shelves).values()) < 3 * PIECE


def test_every_record_of_a_value_stands_under_one_of_its_tokens():
    layout, shelves = kept(MANY)
    asked = np.array(layout.all_tokens(int(layout.split[0]), int(layout.pieces[0])), np.uint64)
    _, refs = look_up(shelves, asked, layout.shelves)
    assert sorted(refs.tolist()) == list(range(len(MANY)))


def test_a_value_that_few_records_have_stays_whole():
    layout, _ = kept((WENDY,) * PIECE)
    assert len(layout.split) == 0


def test_tokens_of_one_value_have_nothing_in_common():
    layout, _ = kept(MANY)
    tokens = layout.all_tokens(int(layout.split[0]), 3)
    assert len({token >> 48 for token in tokens}) == 3
    assert int(layout.split[0]) not in tokens


def test_a_layout_comes_back_from_its_bytes_and_these_hold_no_secret():
    layout, _ = kept(MANY)
    again = Layout.from_bytes(SECRET, layout.to_bytes())
    assert (again.shelves, again.split.tolist(), again.pieces.tolist()) == (
        layout.shelves,
        layout.split.tolist(),
        layout.pieces.tolist(),
    )
    assert SECRET not in layout.to_bytes()


def test_a_layout_of_another_engine_is_refused():
    layout, _ = kept(EVERYBODY)
    with pytest.raises(UnknownVersion):
        Layout.from_bytes(SECRET, b"\x63" + layout.to_bytes()[1:])
