"""The look-ahead. Monday 4 January 2027; everything takes ten days; one Defender with one slot a week."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log

import pytest

from reencuentro.engines.matching import (
    Defender,
    Forecast,
    Policy,
    Request,
    fingerprint,
    inputs_as_json,
    replay,
    suggest,
    why_not,
)

from . import instances, oracle

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
TODAY = NOW.date()
POLICY = Policy(futures=4)
ONE = Defender("d1", "GT", "GT.08", {"GT.08": 1.0}, {"spa"})
NORMAL = Request("normal", "GT", "GT.08", received=NOW)
CRITICAL = replace(NORMAL, id="past", urgency="critical", deadline=TODAY + timedelta(days=14))
MANY_CRITICAL, NONE_TO_COME = Forecast([CRITICAL], 20.0), Forecast([], 0.0)


class TenDays:
    def predict(self, request, defender):
        return log(10.0), 0.2


def ask(requests=(NORMAL,), defenders=(ONE,), *, policy=POLICY, forecast=MANY_CRITICAL, **more):
    values = {"now": NOW, "turnaround": TenDays(), **more}
    return suggest(list(requests), list(defenders), policy=policy, forecast=forecast, **values)


def who(suggestions):
    return [one.chosen and one.chosen.defender for one in suggestions]


def test_the_slot_is_kept_for_the_critical_ones_that_will_come_and_the_reason_is_said():
    kept = ask()[0]
    assert kept.chosen is None
    assert [one.code for one in kept.group_effect] == ["slot_kept"]
    assert kept.alarm == ()
    assert [one.defender for one in kept.alternatives] == ["d1"]


def test_off_by_default_and_without_anything_to_come_the_slot_is_given():
    assert who(ask(policy=Policy())) == ["d1"]
    assert who(ask(forecast=NONE_TO_COME)) == ["d1"]


def test_a_critical_request_of_today_is_asked_now():
    assert who(ask([replace(CRITICAL, id="today", deadline=TODAY + timedelta(days=12))])) == ["d1"]


def test_on_the_last_day_of_the_week_nothing_is_kept():
    sunday = NOW + timedelta(days=6)
    assert who(ask([replace(NORMAL, received=sunday)], now=sunday)) == ["d1"]


def test_with_slots_enough_nothing_is_kept():
    assert who(ask(defenders=[replace(ONE, slots_left=999, week_capacity=999)])) == ["d1"]


def test_requests_of_another_country_keep_nothing():
    elsewhere = Forecast([replace(CRITICAL, country="HN")], 20.0)
    assert who(ask(forecast=elsewhere)) == ["d1"]


def test_a_pin_is_kept_whatever_may_come():
    assert who(ask(pins=[("normal", "d1")])) == ["d1"]


def test_the_one_who_speaks_mam_is_spared_for_those_who_need_it():
    both = [ONE, replace(ONE, id="mam", languages={"spa", "mam"}, territory={"GT.08": 0.0})]
    need_mam = Forecast([replace(CRITICAL, languages={"mam": "required"})], 20.0)
    assert who(ask(defenders=both, policy=Policy())) == ["mam"]
    assert who(ask(defenders=both, forecast=need_mam)) == ["d1"]


def test_terms_still_add_up_to_the_score_exactly():
    found = ask([NORMAL, replace(NORMAL, id="other", urgency="high")])
    options = [one for each in found for one in [*each.alternatives, each.chosen] if one]
    assert any(term.code == "scarce_slot" and term.points < 0 for one in options for term in one.terms)
    for one in options:
        assert sum(term.points for term in one.terms) == one.score


def test_the_same_inputs_give_the_same_proposal_in_any_order():
    requests = [replace(NORMAL, id=f"r{number}", urgency="high") for number in range(4)]
    defenders = [replace(ONE, id=f"d{number}", territory={"GT.08": float(number)}) for number in range(3)]
    some = Forecast([CRITICAL, NORMAL], 1.5)
    first = ask(requests, defenders, forecast=some, seed=3)
    assert ask(requests, defenders, forecast=some, seed=3) == first
    again = ask(requests[::-1], defenders[::-1], forecast=some, seed=3)
    assert again[::-1] == first


def test_without_a_forecast_what_is_open_now_is_what_will_come():
    open_ones = [replace(CRITICAL, id=f"c{number}", received=NOW) for number in range(30)]
    found = ask([NORMAL, *open_ones], forecast=None)
    assert who(found)[0] is None
    assert sum(one is not None for one in who(found)) == 1


@pytest.mark.parametrize(
    "forecast", [Forecast([replace(NORMAL, received=None, country="")], 1.0), Forecast([], 3.0)]
)
def test_an_odd_forecast_never_raises(forecast):
    assert who(ask(forecast=forecast)) == ["d1"]


def test_why_not_says_that_the_slot_is_kept():
    values = {"now": NOW, "policy": POLICY, "turnaround": TenDays(), "forecast": MANY_CRITICAL}
    answer = why_not([NORMAL], [ONE], "normal", "d1", **values)
    assert answer.chosen is None
    assert answer.asked.defender == "d1"
    assert [one.code for one in answer.reasons] == ["slot_kept"]


def test_a_proposal_with_a_forecast_comes_again_from_what_was_kept():
    people = [replace(ONE, id=f"d{number}", week_capacity=number) for number in range(4)]
    requests = [replace(NORMAL, id=f"r{number}", urgency="high") for number in range(5)]
    values = {"now": NOW, "policy": POLICY, "seed": 4, "forecast": Forecast([CRITICAL, NORMAL], 0.7)}
    kept = json.loads(json.dumps(inputs_as_json(requests, people, **values)))
    again = {one.request: one for one in replay(kept)}
    assert again == {one.request: one for one in suggest(requests, people, **values)}
    other = {**values, "forecast": Forecast([CRITICAL], 0.7)}
    assert fingerprint(requests, people, **other) != fingerprint(requests, people, **values)


@pytest.mark.parametrize("number", range(60))
def test_on_random_days_no_rule_is_broken_and_pins_are_kept(number):
    day = instances.instance(random.Random(f"ahead {number}"))
    some = Forecast(day.requests, 2.0)
    values = {"now": instances.NOW, "pins": day.pins, "bans": day.bans, "policy": Policy(futures=2)}
    found = suggest(day.requests, day.defenders, forecast=some, **values)
    plain = suggest(day.requests, day.defenders, **{**values, "policy": Policy()})
    people = {one.id: one for one in day.defenders}
    taken = Counter(one.chosen.defender for one in found if one.chosen)
    assert all(count <= people[name].slots_left for name, count in taken.items())
    assert [one.pinned for one in found] == [one.pinned for one in plain]
    for request, one in zip(day.requests, found, strict=True):
        for option in [*one.alternatives, *([one.chosen] if one.chosen else [])]:
            assert oracle.may_be_asked(request, people[option.defender], instances.NOW)
            assert (request.id, option.defender) not in day.bans
            assert sum(term.points for term in option.terms) == option.score
        assert one.chosen or one.alarm or one.group_effect


@pytest.mark.parametrize("number", range(30))
def test_odd_values_never_raise(number):
    draw = random.Random(f"odd ahead {number}")
    day = instances.odd(draw, instances.instance(draw))
    values = {"now": instances.NOW, "pins": day.pins, "bans": day.bans, "policy": Policy(futures=2)}
    found = suggest(day.requests, day.defenders, forecast=Forecast(day.requests, 2.0), **values)
    assert [one.request for one in found] == [one.id for one in day.requests]
