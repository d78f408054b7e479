from dataclasses import replace
from datetime import timedelta

from reencuentro.engines.matching import Policy

from .plain import MAM, NOW, REQUEST, TODAY, ask, chosen

NEAR = replace(MAM, id="near", slots_left=1)
FAR = replace(MAM, id="far", slots_left=1, territory={"GT.08": 9.0})
CRITICAL = replace(REQUEST, id="r2", urgency="critical")
PLAIN = Policy(decline=0.0, waiting_per_day=0.0)


def test_the_nearer_defender_first_and_exactly_three_alternatives():
    defenders = [replace(MAM, id=f"d{hours}", territory={"GT.08": hours}) for hours in (5, 1, 3, 4, 2)]
    suggestion = ask(defenders=defenders)[0]
    assert suggestion.chosen.defender == "d1"
    assert [option.defender for option in suggestion.alternatives] == ["d2", "d3", "d4"]
    assert suggestion.near_tie


def test_the_less_used_defender_first():
    defenders = [replace(MAM, id="busy", use=0.9), replace(MAM, id="idle", use=0.1)]
    suggestion = ask(defenders=defenders)[0]
    assert suggestion.chosen.defender == "idle"
    assert not suggestion.near_tie


def test_equal_defenders_are_told_apart_by_id_and_equal_requests_by_how_long_they_wait():
    assert ask(defenders=[replace(MAM, id="b"), replace(MAM, id="a")])[0].chosen.defender == "a"
    older = replace(REQUEST, id="r9", received=NOW - timedelta(hours=1))
    first, second = ask([REQUEST, older], [NEAR])
    assert (first.chosen, second.chosen.defender) == (None, "near")


def test_a_greedy_choice_that_costs_the_group_is_not_made():
    # Alone the critical request would have the nearer one, whom the other cannot do without.
    spanish = replace(FAR, id="spanish", languages=frozenset({"spa"}))
    only_mam = replace(REQUEST, id="r1", languages={"mam": "required"})
    first, second = ask([only_mam, CRITICAL], [NEAR, spanish])
    assert (first.chosen.defender, second.chosen.defender) == ("near", "spanish")
    assert [reason.code for reason in second.group_effect] == ["slot_goes_to"]
    facts = dict(second.group_effect[0].facts)
    assert (facts["defender"], facts["request"]) == ("near", "r1")
    assert round(facts["gives_up"], 6) == 0.08
    # What the other loses when left out, less what this one wins.
    assert facts["swap_cost"] == first.chosen.score - facts["gives_up"]


def test_the_last_slot_goes_to_the_more_urgent_request_and_the_other_is_told():
    near, far = NEAR, FAR
    slow = replace(REQUEST, deadline=TODAY + timedelta(days=30))
    first, second = ask([slow, CRITICAL], [near, far], policy=PLAIN)
    assert {first.chosen.defender, second.chosen.defender} == {"near", "far"}
    assert len(first.group_effect) + len(second.group_effect) == 1


def test_countries_never_mix():
    abroad = replace(MAM, id="abroad", country="HN", territory={"GT.08": 0.0})
    first, second = ask([REQUEST, replace(REQUEST, id="r2", country="HN")], [MAM, abroad])
    assert (first.chosen.defender, second.chosen.defender) == ("mam", "abroad")
    assert [one.defender for one in first.excluded] == ["abroad"]


def test_when_all_slots_are_gone_it_is_an_alarm():
    first, second = ask([REQUEST, CRITICAL], [NEAR])
    assert first.chosen is None
    assert [reason.code for reason in first.alarm] == ["no_slot_left"]
    assert [option.defender for option in first.alternatives] == ["near"]
    assert [reason.code for reason in first.group_effect] == ["slot_goes_to"]
    assert second.chosen.defender == "near"


def test_nobody_is_left_out_beside_a_free_slot_however_far_or_loaded():
    remote = replace(MAM, territory={"GT.08": 900.0}, use=1.0)
    option = chosen(replace(REQUEST, deadline=TODAY), remote)
    assert option.defender == "mam"
    assert option.score < -8


def test_an_empty_network_and_no_requests():
    assert ask([], []) == ask([], [MAM]) == []
    suggestion = ask([REQUEST], [])[0]
    assert (suggestion.chosen, suggestion.alternatives, suggestion.excluded) == (None, (), ())
    assert [reason.code for reason in suggestion.alarm] == ["nobody_eligible"]


def test_waiting_and_a_deadline_that_cannot_be_met_raise_alarms():
    old = replace(REQUEST, received=NOW - timedelta(days=8))
    assert [reason.facts for reason in ask([old])[0].alarm] == [(("days", 8),)]
    assert ask([replace(REQUEST, received=NOW - timedelta(days=7))])[0].alarm == ()
    tight = replace(REQUEST, deadline=TODAY + timedelta(days=20))
    assert [reason.code for reason in ask([tight])[0].alarm] == ["deadline_unlikely"]
    assert ask([replace(REQUEST, deadline=TODAY + timedelta(days=21))])[0].alarm == ()
    assert [reason.code for reason in ask([old], [])[0].alarm] == ["nobody_eligible", "waiting"]


def test_the_same_request_twice_is_asked_once():
    first, second = ask([REQUEST, REQUEST], [MAM])
    assert first.chosen.defender == "mam"
    assert (second.chosen, [reason.code for reason in second.alarm]) == (None, ["listed_twice"])


def test_the_same_defender_twice_may_do_only_what_both_rows_may():
    other = replace(MAM, slots_left=1, languages=frozenset({"spa"}))
    first, second = ask([REQUEST, CRITICAL], [MAM, other])
    assert [bool(first.chosen), bool(second.chosen)] == [False, True]
    assert ask([replace(REQUEST, languages={"mam": "required"})], [MAM, other])[0].chosen is None
