"""A family of four, twins, homonyms, duplicates: who is found, and how sure."""

from dataclasses import replace

import pytest

from reencuentro.engines.tracing.answers import answer_among
from reencuentro.engines.tracing.features import features
from reencuentro.engines.tracing.statistics import Statistics
from reencuentro.engines.tracing.types import Written

from .people import FAMILY, PARENTS, PLACE, aged, best, index, others, person

STRANGERS = others()


@pytest.fixture(scope="module")
def family():
    return index(FAMILY, STRANGERS)


@pytest.mark.parametrize(
    "asked",
    [
        person("Marta Elena", "Raymundo Brito", "2012-03-04"),
        person("Marta", "Raymundo", "2012-03-04", **PLACE),  # a surname and a given name left out
        person("Martha Helena", "Raimundo Vrito", "2012-03-04"),  # by ear
        person("Elena Marta", "Brito Raymundo", "2012-04-03"),  # everything exchanged
        person("Marta", "Raymundobrito", "2012"),  # written as one
        person("Raymundo Brito", "Marta Elena", "2012-03-04"),  # in the wrong fields
        aged("Marta Elena", "Raymundo Brito", 13),
        person("Marta", phone="+502 5555 0101"),
        person("Marta E.", "Raymundo B", "2013-03-04", municipality="Nebaj"),
    ],
)
def test_the_child_is_found_among_her_family(family, asked):
    found = family.search(asked)
    assert best(found) == [1]
    assert found[0].probability > 0.5


def test_a_brother_who_is_not_known_is_not_taken_for_one_who_is(family):
    asked = person(
        "Gaspar", "Raymundo Brito", "2018-11-30", sex="male", phone="5555 0101", **PARENTS, **PLACE
    )
    assert max(match.probability for match in family.search(asked)) < 0.1


def test_a_stranger_is_nobody(family):
    asked = person("Yeimi", "Zelaya Turcios", "2009-05-09", sex="female", country="HN")
    assert max(match.probability for match in family.search(asked)) < 0.1


def test_twins_are_told_apart_by_their_given_names():
    twins = {
        1: person("Marta", "Raymundo Brito", "2012-03-04", sex="female", **PARENTS, **PLACE),
        2: person("Elena", "Raymundo Brito", "2012-03-04", sex="female", **PARENTS, **PLACE),
    }
    found = index(twins, STRANGERS).search(twins[1])
    assert best(found) == [1]
    assert found[0].probability > 0.9
    assert {match.ref: match for match in found}[2].probability < 0.3


def test_two_of_one_name_share_what_can_be_believed():
    homonyms = {
        1: person("José", "Cálix Durón", "2010-02-11", country="HN"),
        2: person("José", "Cálix Durón", "2016-09-30", country="HN"),
    }
    found = index(homonyms, STRANGERS).search(person("José", "Cálix Durón"))
    assert sorted(best(found, 2)) == [1, 2]
    assert found[0].probability == pytest.approx(found[1].probability, abs=0.02)
    assert found[0].probability + found[1].probability <= 1


def test_a_duplicate_in_the_base_costs_nothing():
    double = replace(FAMILY[1], names=(Written("Martha Elena", "Raymundo B."),))
    alone, doubled = (index(FAMILY, more, STRANGERS).search(FAMILY[1]) for more in ({}, {9: double}))
    assert doubled[0].probability == pytest.approx(alone[0].probability, abs=0.01)
    assert {match.ref: match for match in doubled}[9].probability > 0.9


def test_brothers_and_sisters_are_found_and_not_the_child_itself(family):
    found = family.search(FAMILY[1], sought="sibling")
    assert best(found) == [2]
    assert {match.ref: match for match in found}[1].probability < 0.1


@pytest.mark.parametrize(
    "asked",
    [
        person(mother="Juana Brito Cobo"),
        person(mother="Juana Vrito", **PLACE),
        person(father="Pedro Raymundo Ceto"),
    ],
)
def test_children_are_found_by_a_parent(family, asked):
    assert sorted(best(family.search(asked, sought="children"), 2)) == [1, 2]


def test_a_child_whose_mother_is_not_written_down_is_found_by_her_surname():
    child = {1: person("Marta", "Raymundo Brito", "2012-03-04", **PLACE)}
    found = index(child, STRANGERS).search(person(mother="Juana Brito Cobo", **PLACE), sought="children")
    assert best(found) == [1]
    assert {evidence.code for evidence in found[0].evidence if evidence.field == "mother"} == {"implied"}


def test_duplicates_look_the_same_from_either_side():
    records = [features(FAMILY[1]), features(replace(FAMILY[1], mothers=(), phones=()))]
    base = Statistics.of([*records, *map(features, STRANGERS.values())])
    there, back = (
        answer_among(records[one], [(2, records[1 - one])], base, sought="duplicate", limit=1)
        for one in (0, 1)
    )
    assert there[0].score == pytest.approx(back[0].score, abs=1.0)
    assert there[0].probability > 0.98


def test_the_order_of_the_records_changes_nothing():
    cards = [(ref, features(who)) for ref, who in {**FAMILY, **STRANGERS}.items()]
    base = Statistics.of(card for _, card in cards)
    asked = features(person("Marta", "Raymundo", "2012"))
    forth, back = (
        answer_among(asked, order, base, sought="person", limit=5) for order in (cards, cards[::-1])
    )
    assert best(forth, 5) == best(back, 5)
    assert forth[0].probability == pytest.approx(back[0].probability)


def test_nobody_among_none():
    assert answer_among(features(FAMILY[1]), [], Statistics.of([]), sought="person", limit=5) == ()


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (person("Marta", "Raymundo"), person("Marta", "Raymundo Brito")),
        (person("Marta", "Raymundo"), person("Marta", "Raymundo", "2012-03-04")),
        (person("Marta", "Raymundo"), person("Marta", "Raymundo", phone="5555 0101")),
        (person("Marta", "Raymundo"), person("Marta", "Raymundo", mother="Juana Brito")),
        (person("Marta", "Raymundo"), person("Marta", "Raymundo", municipality="Nebaj")),
        (person("", "Raymundo Brito"), person("", "Raymundo Brito", sex="female")),
    ],
)
def test_one_thing_more_that_agrees_never_speaks_against(family, less, more):
    before, after = ({match.ref: match.score for match in family.search(asked)}[1] for asked in (less, more))
    assert after >= before


@pytest.mark.parametrize("sought", ["sibling", "children"])
def test_where_all_are_few_nobody_is_a_relative_for_sharing_a_country(sought):
    few = index({1: person("Delia", "Choc", "2012", country="GT"), 2: person("Otto", "Durón", country="GT")})
    asked = {
        "sibling": person("Kevin", "Arriaga Bustillo", "2013", country="GT"),
        "children": person(mother="Petrona Xol", country="GT"),
    }[sought]
    assert all(match.probability < 0.3 for match in few.search(asked, sought=sought))
