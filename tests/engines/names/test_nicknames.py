import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines import names
from reencuentro.engines.names import called, formal, same_class, words
from reencuentro.engines.names.nicknames import GIVEN_NAMES

WORDS = st.sampled_from(sorted(GIVEN_NAMES)) | st.text("aeiourstlnmch", min_size=1, max_size=10)


def rows():
    return list(
        csv.DictReader(resources.files(names).joinpath("nicknames.csv").read_text("utf-8").splitlines())
    )


def test_one_nickname_stands_for_many_names_and_one_name_has_many_nicknames():
    assert {"alberto", "roberto", "norberto", "humberto"} <= formal("beto")
    assert {"pepe", "chepe"} <= called("jose")
    assert formal("chema") == {"jose", "maria"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("carlitos", {"carlos"}),
        ("pedrillo", {"pedro"}),
        ("dieguito", {"diego"}),
        ("blanquita", {"blanca"}),
        ("elenita", {"elena"}),
        ("panchito", {"francisco"}),
        ("chabelita", {"isabel", "isabela"}),
        ("ramoncito", {"ramon"}),
    ],
)
def test_diminutives_lead_to_the_name_behind_them(word, expected):
    assert formal(word) == expected


@pytest.mark.parametrize(
    "word", ["margarita", "castillo", "trujillo", "murillo", "benito", "lopez", "jose", "bonilla"]
)
def test_names_that_only_look_like_diminutives_are_left_alone(word):
    assert formal(word) == frozenset()


@pytest.mark.parametrize("spelling", ["lety", "leti", "letty", "letti"])
def test_nicknames_are_found_however_spelled(spelling):
    assert formal(spelling) == {"leticia"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chepe", "jose"),
        ("jose", "chepe"),
        ("pepe", "chepe"),
        ("jose", "jose"),
        ("kike", "enrique"),
        ("ma", "maria"),
    ],
)
def test_same_class(one, other):
    assert same_class(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("alberto", "roberto"), ("jose", "josefa"), ("chepe", "josefa"), ("beto", "mario"), ("lopez", "perez")],
)
def test_not_the_same_class(one, other):
    assert not same_class(one, other)


@given(WORDS, WORDS)
def test_same_class_works_both_ways(one, other):
    assert same_class(one, other) == same_class(other, one)


def test_every_row_of_the_table_is_tidy_stands_once_and_says_its_source():
    nicknames = [row["nickname"] for row in rows()]
    assert sum(len(row["formal"].split()) for row in rows()) > 1_000
    assert nicknames == sorted(set(nicknames))
    for row in rows():
        assert words(row["nickname"]) == (row["nickname"],)
        assert words(row["formal"]) == tuple(row["formal"].split())
        assert row["nickname"] not in row["formal"].split()
        assert row["source"]
