from dataclasses import replace
from datetime import timedelta

import pytest

from reencuentro.engines.matching import eligible

from .plain import MAM, NOW, REQUEST, TODAY, ask, chosen

HARD_RULES = {
    "another country": (REQUEST, replace(MAM, country="MX")),
    "no country": (replace(REQUEST, country=""), replace(MAM, country="")),
    "outside the territory": (replace(REQUEST, department="GT.13"), MAM),
    "no department": (replace(REQUEST, department=None), replace(MAM, territory={"": 1.0})),
    "a required language is missing": (replace(REQUEST, languages={"kek": "required"}), MAM),
    "a language with an unknown wish is missing": (replace(REQUEST, languages={"kek": "?"}), MAM),
    "based in an excluded municipality": (
        replace(REQUEST, exclude_municipalities=frozenset({"GT.08.1301"})),
        MAM,
    ),
    "based in an excluded department": (replace(REQUEST, exclude_departments=frozenset({"GT.08"})), MAM),
    "a woman is needed": (replace(REQUEST, needs_woman=True), MAM),
    "a conflict": (replace(REQUEST, blocked=frozenset({"mam"})), MAM),
    "declined before": (replace(REQUEST, declined_by=frozenset({"mam"})), MAM),
    "away": (REQUEST, replace(MAM, windows=((TODAY + timedelta(days=1), TODAY + timedelta(days=9)),))),
    "windows that cannot be read": (REQUEST, replace(MAM, windows=("x",))),
}


@pytest.mark.parametrize("why", HARD_RULES)
def test_a_hard_rule_excludes_without_saying_which(why):
    request, defender = HARD_RULES[why]
    suggestion = ask([request], [defender])[0]
    assert suggestion.chosen is None
    assert suggestion.alternatives == ()
    assert [(one.defender, one.reason) for one in suggestion.excluded] == [("mam", "not_eligible")]
    assert [reason.code for reason in suggestion.alarm] == ["nobody_eligible"]
    assert not eligible(request, defender, now=NOW)


@pytest.mark.parametrize("slots", [0, -3, None, float("nan"), "many"])
def test_without_a_slot_nobody_is_asked_and_the_alarm_says_that_they_are_full(slots):
    suggestion = ask(defenders=[replace(MAM, slots_left=slots)])[0]
    assert suggestion.chosen is None
    assert [one.defender for one in suggestion.excluded] == ["mam"]
    assert [reason.code for reason in suggestion.alarm] == ["no_slot_left"]


def test_what_the_hard_rules_ask_is_enough():
    request = replace(REQUEST, languages={"mam": "required"}, needs_woman=True, municipality=None)
    able = replace(MAM, woman=True, windows=((TODAY, TODAY),), slots_left=10**30)
    assert chosen(request, able).defender == "mam"
    assert eligible(request, able, now=NOW)


def test_a_code_that_only_begins_alike_is_another_place():
    request = replace(REQUEST, exclude_departments=frozenset({"GT.0"}), exclude_municipalities={""})
    assert eligible(request, MAM, now=NOW)
    assert eligible(request, replace(MAM, base=""), now=NOW)
