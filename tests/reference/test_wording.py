import re
from datetime import date
from pathlib import Path

import pytest

from reencuentro import engines
from reencuentro.engines.matching import Term
from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate
from reencuentro.engines.readiness.relations import RELATIONSHIPS
from reencuentro.engines.reasons import because
from reencuentro.reference import requirements, vocabularies, wording

ENGINES = Path(engines.__file__).parent
REASON = re.compile(r'(?:because|Term)\(\s*"(\w+)"')


def test_every_code_of_the_engines_has_words_in_both_languages():
    found = {
        code for file in ENGINES.rglob("*.py") for code in REASON.findall(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 40
    spoken = {code.split(".")[0] for code in wording.codes()}
    assert found <= spoken


@pytest.mark.parametrize(
    "code",
    [
        "bad_format",
        "bad_checksum",
        "bad_checksum_unofficial",
        "impossible_date",
        "unknown_place",
        "unknown_department",
        "not_issued",
        "not_eligible",
    ],
)
def test_codes_without_facts_have_words(code):
    assert wording.word(code, "en") != wording.word(code, "es")


def test_every_condition_and_fact_of_the_rules_has_words():
    for one in requirements.all():
        for name in filter(None, (one.rule.when, *one.rule.any_fact)):
            assert wording.word(name, "es") != name


def test_every_relationship_that_the_engine_can_name_has_words():
    names = {name for row in RELATIONSHIPS.values() for name in row} | {"half_sibling", "distant_relative"}
    for name in names | {"unrelated_adult"}:
        assert wording.say(because("relationship", relationship=name, records=1), "es")


def test_a_due_date_is_explained_in_the_readers_language():
    counted = because("counted", amount=3, unit="days", calendar="business", start=date(2026, 11, 24))
    assert wording.say(counted, "en") == "3 business days from 24 Nov 2026"
    assert wording.say(counted, "es") == "3 días hábiles desde el 24 nov 2026"


def test_a_score_is_explained():
    term = Term("load", -75, (("own_percent", 50), ("mean_percent", 25)))
    assert wording.say(term, "en") == "50 % of their capacity in use (mean of the country: 25 %)"
    assert wording.say(Term("language_preferred", 20, (("language", "miq"),)), "es") == "Habla Misquito"


def test_half_an_hour_is_half_an_hour_in_both_languages():
    travel = Term("travel", -0.005, (("hours", 0.5),))
    assert wording.say(travel, "en") == "Hours of travel: 0.5"
    assert wording.say(travel, "es") == "Horas de viaje: 0.5"
    assert wording.say(Term("travel", -0.02, (("hours", 2.0),)), "en") == "Hours of travel: 2"


def test_a_chance_is_told_as_so_many_of_a_hundred_and_only_where_there_is_one():
    def on_time(percent, deadline):
        return Term("on_time", 0.5, (("percent", percent), ("deadline", deadline), ("urgency", "high")))

    day = date(2026, 5, 3)
    assert wording.say(on_time(85, day), "en") == (
        "About 85 of 100 such requests arrive in time (needed by 3 May 2026)"
    )
    assert wording.say(on_time(1, day), "es") == (
        "Llegan a tiempo cerca de 1 de cada 100 solicitudes así (se necesita para el 3 may 2026)"
    )
    assert wording.say(on_time(None, day), "es") == "Se necesitaba para el 3 may 2026"
    assert wording.say(on_time(None, None), "en") == "No day is set by which it is needed"


def test_codes_within_facts_become_words():
    assert wording.say(because("condition", name="parent_abroad_alive", holds=None), "en") == (
        "It depends on: a parent lives abroad"
    )
    assert wording.say(because("fallback_held", evidence="baptismal_record"), "es") == (
        "Solo se tiene una prueba sustituta: Fe de bautismo"
    )
    assert wording.say(because("proposed_rule", ruleset="nprm-2026"), "en") == (
        "Proposed and not in force: Proposed rule of June 2026 (FR Doc 2026-12946)"
    )
    assert wording.say(because("class_decided_by_counsel", id="x", member=False), "en") == (
        "Counsel decided that the child is not a member of the class."
    )


@pytest.mark.parametrize(
    "parts", [("", "", ""), ("1", "", "2014"), ("x", "1", "2014"), ("1", "x", "2014"), ("1", "1", "abcd"),
              ("1", "1", "14"), ("1", "1", "0001"), ("1", "13", "2014"), ("32", "1", "2014"), ("31", "4",
              "2014")] )  # fmt: skip
def test_every_date_error_has_words(parts):
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.from_parts(*parts)
    assert wording.say_date_error(caught.value, "en") != wording.say_date_error(caught.value, "es")


def test_text_that_is_no_date_has_words():
    assert wording.say_date_error(InvalidPartialDate("whole", "not_a_date"), "es") == "Esto no es una fecha."


def test_the_engines_relationships_that_no_form_offers_are_not_in_the_form():
    offered = {term.code for term in vocabularies.terms("relationships")}
    assert not {"parent", "stepparent", "aunt_or_uncle"} & offered
