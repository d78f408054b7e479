import math

import pytest

from reencuentro.engines.tracing.answers import FEWEST
from reencuentro.engines.tracing.codes import CODES
from reencuentro.engines.tracing.scoring import FIELDS

from .people import FAMILY, PARENTS, PLACE, index, others, person

STRANGERS = others()
ASKED = {
    "exact": FAMILY[1],
    "less": person("Marta", "Raymundo", "2012"),
    "wrong": person("Martha", "Brito Raimundo", "2012-04-03", sex="male", **PARENTS),
    "brother": person("Gaspar", "Raymundo Brito", "2018-11-30", phone="5555 0101", **PARENTS, **PLACE),
}


@pytest.fixture(scope="module")
def family():
    return index(FAMILY, STRANGERS)


def codes(match):
    return {evidence.field: evidence.code for evidence in match.evidence}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_evidence_adds_up_to_the_score(family, asked):
    base = math.log10(max(len(family), FEWEST))
    for match in family.search(asked):
        total = sum(evidence.weight for evidence in match.evidence)
        if "kin" in codes(match):
            assert total - base == pytest.approx(match.score, abs=ABSENT)
        else:  # less than a tenth of a unit is not said
            assert total - base == pytest.approx(match.score, abs=ABSENT + 0.05)


ABSENT = 0.5  # the odds of not being in the base at all


def test_every_field_has_its_word(family):
    match = family.search(FAMILY[1])[0]
    assert [evidence.field for evidence in match.evidence][: len(FIELDS)] == list(FIELDS)
    assert {evidence.code for evidence in match.evidence} <= {*CODES}
    assert codes(match) | {"kin": ""} == {
        "given": "same",
        "surnames": "same",
        "birth": "same",
        "sex": "same",
        "place": "same",
        "mother": "same",
        "father": "same",
        "phone": "same",
        "number": "unknown",
        "extra": "unknown",
        "kin": "",
    }


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        (person("Martha Helena", "Raymundo"), "given", "spelling"),
        (person("Marta", "Raymundo"), "given", "part"),
        (person("Marta Luisa", "Raymundo"), "given", "mixed"),
        (person("M. Elena", "Raymundo"), "given", "initial"),
        (person("Lencho", "Raymundo Brito"), "given", "differs"),
        (person("Marta", "Elena Raymundo"), "surnames", "swapped"),
        (person("Marta", "Raymundo", "2012-04-03"), "birth", "swapped"),
        (person("Marta", "Raymundo", "2013-03-04"), "birth", "year"),
        (person("Marta", "Raymundo", "2012-03"), "birth", "same_month"),
        (person("Marta", "Raymundo", sex="male"), "sex", "differs"),
        (person("Marta", "Raymundo", municipality="Nebax"), "place", "spelling"),
        (person("Marta", "Raymundo", department="Quiche"), "place", "department"),
        (person("Marta", "Raymundo", phone="5555 0102"), "phone", "close"),
        (person("Marta", "Raymundo", phone="4444 9999"), "phone", "differs"),
        (person("Marta", "Raymundo", mother="Luisa Toj"), "mother", "differs"),
    ],
)
def test_what_each_field_says(family, asked, field, code):
    match = {match.ref: match for match in family.search(asked)}[1]
    assert codes(match)[field] == code


def test_what_a_brother_would_show_as_well_is_taken_away(family):
    match = {match.ref: match for match in family.search(ASKED["brother"])}[1]
    kin = [evidence for evidence in match.evidence if evidence.field == "kin"]
    assert kin[0].code == "sibling"
    assert kin[0].weight < -3
