from dataclasses import replace

import pytest

from reencuentro.engines.matching import Policy

from .plain import MAM, REQUEST, ask, chosen

NEAR = replace(MAM, id="near", slots_left=1)
FAR = replace(MAM, id="far", territory={"GT.08": 9.0})


def test_a_pin_is_kept_and_its_cost_is_told():
    suggestion = ask(defenders=[NEAR, FAR], pins=[("r1", "far")])[0]
    assert (suggestion.chosen.defender, suggestion.pinned) == ("far", True)
    assert suggestion.pin_cost == suggestion.alternatives[0].score - suggestion.chosen.score
    assert [option.defender for option in suggestion.alternatives] == ["near"]
    assert suggestion.group_effect == ()


def test_a_pin_on_the_best_costs_nothing():
    suggestion = ask(defenders=[NEAR, FAR], pins={"r1": "near"})[0]
    assert (suggestion.pinned, suggestion.pin_cost) == (True, 0.0)


def test_a_pin_costs_what_the_others_lose_too():
    critical = replace(REQUEST, id="r2", urgency="critical")
    policy = Policy(decline=0.0)
    suggestions = ask([REQUEST, critical], [NEAR], pins=[("r1", "near")], policy=policy)
    alone = ask([critical], [NEAR], policy=policy)[0].chosen.score
    assert suggestions[1].chosen is None
    assert suggestions[0].pin_cost == alone - suggestions[0].chosen.score
    assert dict(suggestions[1].group_effect[0].facts)["request"] == "r1"
    assert suggestions[1].group_effect[0].code == "slot_is_pinned"


@pytest.mark.parametrize(
    ("pins", "bans"),
    [
        ([("r1", "mam")], ()),
        ([("r1", "nobody")], ()),
        ([("nothing", "mam")], ()),
        ([("r1", "full")], ()),
        ([("r1", "other")], [("r1", "other"), ("r1", "mam")]),
        (["nonsense", None, ("r1",)], ()),
    ],
)
def test_a_pin_that_cannot_be_leaves_no_trace(pins, bans):
    request = replace(REQUEST, blocked=frozenset({"mam"}))
    defenders = [MAM, replace(MAM, id="full", slots_left=0), *(replace(MAM, id=id) for id in ("other", "z"))]
    assert ask([request], defenders, pins=pins, bans=bans) == ask([request], defenders, bans=bans)


def test_the_first_pin_of_a_request_and_of_a_slot_wins():
    pins = [("r1", "near"), ("r2", "near"), ("r1", "far"), ("r2", "far")]
    first, second = ask([REQUEST, replace(REQUEST, id="r2")], [NEAR, FAR], pins=pins)
    assert (first.chosen.defender, second.chosen.defender) == ("near", "far")
    assert first.pinned and second.pinned


def test_a_ban_excludes_and_says_no_more_than_any_other_rule():
    assert chosen(bans={("r1", "mam")}) is None
    assert ask(bans={("r1", "mam")}) == ask([replace(REQUEST, blocked=frozenset({"mam"}))])
