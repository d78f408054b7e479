import random
from dataclasses import replace

import pytest
from bench.matching_check import _kept, _optimum, _total

from reencuentro.engines.matching import suggest, why_not

from . import oracle
from .instances import NOW, instance
from .plain import MAM, REQUEST

NEAR, FAR = replace(MAM, id="near", slots_left=1), replace(MAM, id="far", territory={"GT.08": 9.0})


def ask(request, defender, requests=(REQUEST,), defenders=(NEAR, FAR), **more):
    return why_not(requests, defenders, request, defender, now=NOW, **more)


def test_a_worse_one_differs_term_by_term_and_costs_the_gap():
    found = ask("r1", "far")
    assert {one.code: round(one.points, 6) for one in found.differences if one.points} == {"travel": -0.08}
    assert sum(one.points for one in found.differences) == found.score_gap
    assert found.reasons[0].code == "slot_is_free"
    assert found.reasons[0].fact("swap_cost") == -found.score_gap


def test_the_chosen_one_differs_in_nothing():
    found = ask("r1", "near")
    assert (found.score_gap, found.reasons, found.asked) == (0.0, (), found.chosen)


@pytest.mark.parametrize("request_id", ["r1", "nothing"])
@pytest.mark.parametrize("defender_id", ["near", "abroad", "nobody"])
def test_who_may_not_be_asked_gets_one_flat_word(request_id, defender_id):
    blocked = replace(REQUEST, blocked=frozenset({"near"}))
    found = ask(request_id, defender_id, [blocked], [NEAR, FAR, replace(MAM, id="abroad", country="HN")])
    assert (found.asked, [reason.code for reason in found.reasons]) == (None, ["not_eligible"])


def test_a_pinned_slot_has_no_price():
    found = ask("r2", "near", [REQUEST, replace(REQUEST, id="r2")], pins=[("r1", "near")])
    assert [(one.code, one.fact("request")) for one in found.reasons] == [("slot_is_pinned", "r1")]


@pytest.mark.parametrize("seed", range(40))
def test_every_swap_cost_is_what_solving_anew_says(seed):
    day = instance(random.Random(seed))
    suggestions = suggest(day.requests, day.defenders, now=NOW, pins=day.pins, bans=day.bans)
    for one in suggestions:
        for defender in day.defenders:
            request = next(other for other in day.requests if other.id == one.request)
            found = why_not(
                day.requests, day.defenders, one.request, defender.id, now=NOW, pins=day.pins, bans=day.bans
            )
            may = oracle.may_be_asked(request, defender, NOW) and (one.request, defender.id) not in day.bans
            assert (found.asked is not None) == may
            if not found.reasons or found.reasons[0].code not in ("slot_goes_to", "slot_is_free"):
                continue
            forced = _optimum(day, _kept(day) | {one.request: defender.id})
            cost = found.reasons[0].fact("swap_cost")
            assert abs(_total(suggestions) - forced - cost) < 1e-6
