"""The table of pairs: invented people, each row a custom or a slip. "/" stands between given names and surnames."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.names import Likeness, Name, Pair, compare, split, split_whole
from reencuentro.engines.names.nicknames import GIVEN_NAMES

with (Path(__file__).parent / "pairs.csv").open(encoding="utf-8") as table:
    PAIRS = list(csv.DictReader(table))

WORDS = st.lists(
    st.sampled_from(sorted(GIVEN_NAMES)[:60]) | st.text("abcdlnosz", min_size=1, max_size=9), max_size=4
)
NAMES = st.builds(lambda given, surnames: Name(tuple(given), tuple(surnames)), WORDS, WORDS)


def read(text):
    given, slash, surnames = text.partition("/")
    return split(given, surnames) if slash else split_whole(text)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['one']} = {row['other']}")
def test_pairs_of_names(row):
    assert compare(read(row["one"]), read(row["other"])).verdict == row["verdict"]


def test_the_table_is_large_and_every_row_says_why_and_its_source():
    assert len(PAIRS) >= 300
    assert all(row["why"] and row["source"] for row in PAIRS)
    assert {row["verdict"] for row in PAIRS} == {"same", "maybe", "different"}


def test_the_reasons_are_given_with_the_verdict():
    compared = compare(split("Chepe", "Cálix"), split("José", "Calis Ordóñez"))
    assert compared.given == (Pair("chepe", "jose", Likeness.NICKNAME),)
    assert compared.surnames == (Pair("calix", "calis", Likeness.SOUND),)
    assert compared.codes == ("given_nickname", "surname_missing", "surname_sound")


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("Julio / Perezlopez", "Julio / Pérez López", ("given_same", "surname_joined", "surname_same")),
        ("Julio / Cálix Paz", "Julio / Paz Cálix", ("given_same", "surname_order", "surname_same")),
        ("Julio / Cálix Paz", "Julio / Cálix Tum", ("given_same", "surname_different", "surname_same")),
        ("FNU / Tum", "Ana / Tum", ("given_unknown", "surname_same")),
        ("J / Tum", "Juan / Tum", ("given_initial", "surname_same")),
        ("Cálix Paz / Julio", "Julio / Cálix Paz", ("surname_order", "surname_same", "swapped")),
        ("Julio Cálix /", "Julio / Cálix", ("one_field", "surname_same")),
    ],
)
def test_the_codes_are_these(one, other, codes):
    assert compare(read(one), read(other)).codes == codes


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['other']} = {row['one']}")
def test_the_pairs_turned_round_say_the_same(row):
    assert compare(read(row["other"]), read(row["one"])).verdict == row["verdict"]


@given(NAMES, NAMES)
def test_comparing_works_both_ways(one, other):
    there, back = compare(one, other), compare(other, one)
    assert (there.verdict, there.codes) == (back.verdict, back.codes)


@given(NAMES.filter(lambda name: name.given and name.surnames))
def test_a_name_is_the_same_as_itself(name):
    assert compare(name, name).verdict == "same"
