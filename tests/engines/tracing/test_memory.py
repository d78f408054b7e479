from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reencuentro.engines.tracing.features import UnknownVersion, encode, features
from reencuentro.engines.tracing.memory import MemoryIndex
from reencuentro.engines.tracing.types import Description, Written

from .people import FAMILY, best, index, others, person
from .test_features import DESCRIPTIONS

STRANGERS = others(40)
ODD = [
    Description(),
    person("   ", "de la"),
    person("a"),
    person("\x00\u202e\ud800", "\n"),
    person("x" * 10_000, "y " * 10_000),
    person("FNU", "LNU"),
    person("ア", "Иванов"),
    Description(phones=("00000000", "-")),
    Description(names=(Written("Ana", "Ana"),) * 50, mothers=("Ana Ana",) * 50),
    Description(age=500, stated_on=None, names=(Written("Ana"),)),
]


def card(who):
    return encode(features(who))


def test_an_empty_index_finds_nobody():
    assert MemoryIndex().search(FAMILY[1]) == ()
    assert len(MemoryIndex.build([])) == 0


def test_a_single_record_is_found():
    assert best(index({7: FAMILY[1]}).search(FAMILY[1])) == [7]


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_the_limit_is_kept_and_the_best_come_first(limit):
    found = index(FAMILY, STRANGERS).search(FAMILY[1], limit=limit)
    assert len(found) == min(limit, 44)
    assert [match.probability for match in found] == sorted(
        (match.probability for match in found), reverse=True
    )


def test_what_is_added_is_found_and_what_is_removed_is_not():
    people = index(STRANGERS)
    people.add(1, card(FAMILY[1]))
    assert best(people.search(FAMILY[1])) == [1]
    people.remove(1)
    assert 1 not in best(people.search(FAMILY[1]), 50)
    assert len(people) == 40


def test_adding_under_the_same_number_replaces():
    people = index(STRANGERS, {1: FAMILY[1]})
    people.add(1, card(FAMILY[4]))
    assert len(people) == 41
    assert best(people.search(FAMILY[4])) == [1]
    assert people.search(FAMILY[1])[0].probability < 0.5


def test_an_index_that_grew_answers_as_one_built_at_once():
    grown = MemoryIndex()
    for ref, who in {**STRANGERS, **FAMILY}.items():
        grown.add(ref, card(who))
    for asked in (FAMILY[1], person("Marta", "Raymundo", "2012"), person("Juana", "Brito")):
        assert grown.search(asked) == index(STRANGERS, FAMILY).search(asked)


def test_removing_gives_back_the_counts():
    people = index(STRANGERS, FAMILY)
    for ref in FAMILY:
        people.remove(ref)
    people.remove(99_999)
    asked = person("Marta", "Raymundo", "2012")
    assert people.search(asked) == index(STRANGERS).search(asked)


def test_bytes_of_another_version_are_refused():
    with pytest.raises(UnknownVersion):
        MemoryIndex.build([(1, b"\x00")])


@pytest.mark.parametrize("sought", ["person", "sibling", "children", "duplicate"])
@pytest.mark.parametrize("asked", ODD, ids=range(len(ODD)))
def test_odd_questions_find_nobody_or_say_so(asked, sought):
    found = index(FAMILY, STRANGERS).search(asked, sought=sought)
    assert all(match.probability < 0.5 for match in found)


@pytest.fixture(scope="module")
def people():
    return index(FAMILY, STRANGERS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=DESCRIPTIONS, sought=st.sampled_from(["person", "sibling", "children", "duplicate"]))
def test_no_question_breaks_the_search(people, asked, sought):
    for match in people.search(asked, sought=sought):
        assert 0 <= match.probability <= 1


@settings(max_examples=40, deadline=None)
@given(who=DESCRIPTIONS)
def test_every_record_can_be_kept_and_searched(who):
    people = index({1: who}, FAMILY)
    assert {match.ref for match in people.search(FAMILY[2])} <= {1, 2, 3, 4}


@pytest.mark.parametrize("ref", FAMILY)
def test_everybody_is_found_by_their_own_description(people, ref):
    assert best(people.search(FAMILY[ref])) == [ref]
    assert best(people.search(replace(FAMILY[ref], names=FAMILY[ref].names * 2))) == [ref]
