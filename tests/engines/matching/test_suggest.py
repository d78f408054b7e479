from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reencuentro.engines.matching import Defender, Policy, Request, suggest
from reencuentro.engines.matching.scoring import DaysPrior, NeutralPrior, p_on_time

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
POLICY = Policy(
    version="test",
    urgency={"critical": 4, "high": 2, "normal": 1},
    on_time=0.75,
    speed=0.25,
    speed_scale_days=45,
    travel_per_hour=0.01,
    load=0.3,
    language_preferred=0.02,
    near_tie=50,
    waiting_alarm_days=7,
    alternatives=3,
    neutral_median_days=21,
    neutral_sd=0.8,
)
REQUEST = Request("r1", "GT", "GT.08", "GT.08.1315", "civil_registry_extract", {}, "normal", None, NOW)
MAM = Defender("mam", "GT", "GT.08.1301", {"GT.08": 1.0}, frozenset({"spa", "mam"}), slots_left=2)


def ask(requests=(REQUEST,), defenders=(MAM,), **more):
    return suggest(list(requests), list(defenders), now=NOW, policy=POLICY, **more)


def chosen(request=REQUEST, defender=MAM, **more):
    return ask([request], [defender], **more)[0].chosen


def test_the_terms_are_the_formula_and_add_up_to_the_score():
    request = replace(
        REQUEST, urgency="high", deadline=TODAY + timedelta(days=21), languages={"mam": "preferred"}
    )
    busy, idle = (
        replace(MAM, use=0.5, territory={"GT.08": 3.0}),
        replace(MAM, id="idle", use=0.0, slots_left=0),
    )
    option = ask([request], [busy, idle])[0].chosen
    # Half of all answers arrive within the median: 2 x 0.75 x 0.5; expected days 21 e^0.32 = 28.92.
    assert [(term.code, term.points) for term in option.terms] == [
        ("on_time", 750),
        ("speed", 263),
        ("travel", -30),
        ("load", -75),
        ("language_preferred", 20),
    ]
    assert option.score == 928
    assert option.terms[1].facts == (("expected_days", 29),)


def test_without_a_deadline_nothing_is_late():
    assert chosen().terms[0].points == 750
    assert chosen(replace(REQUEST, deadline=TODAY)).terms[0].points == 0


HARD_RULES = {
    "another country": (REQUEST, replace(MAM, country="MX")),
    "outside the territory": (replace(REQUEST, department="GT.13"), MAM),
    "a required language is missing": (replace(REQUEST, languages={"kek": "required"}), MAM),
    "based in an excluded municipality": (
        replace(REQUEST, exclude_municipalities=frozenset({"GT.08.1301"})),
        MAM,
    ),
    "based in an excluded department": (replace(REQUEST, exclude_departments=frozenset({"GT.08"})), MAM),
    "a woman is needed": (replace(REQUEST, needs_woman=True), MAM),
    "a conflict": (replace(REQUEST, blocked=frozenset({"mam"})), MAM),
    "declined before": (replace(REQUEST, declined_by=frozenset({"mam"})), MAM),
    "no slot": (REQUEST, replace(MAM, slots_left=0)),
    "away": (REQUEST, replace(MAM, windows=((TODAY + timedelta(days=1), TODAY + timedelta(days=9)),))),
}


@pytest.mark.parametrize("why", HARD_RULES)
def test_a_hard_rule_excludes_without_saying_which(why):
    request, defender = HARD_RULES[why]
    suggestion = ask([request], [defender])[0]
    assert suggestion.chosen is None
    assert [(one.defender, one.reason) for one in suggestion.excluded] == [("mam", "not_eligible")]
    assert [reason.code for reason in suggestion.alarm] == ["nobody_eligible"]


def test_what_the_hard_rules_ask_is_enough():
    request = replace(REQUEST, languages={"mam": "required"}, needs_woman=True)
    able = replace(MAM, woman=True, windows=((TODAY, TODAY),))
    assert chosen(request, able).defender == "mam"


def test_the_nearer_defender_first_and_three_alternatives():
    defenders = [replace(MAM, id=f"d{hours}", territory={"GT.08": hours}) for hours in (5, 1, 3, 4, 2)]
    suggestion = ask(defenders=defenders)[0]
    assert suggestion.chosen.defender == "d1"
    assert [option.defender for option in suggestion.alternatives] == ["d2", "d3", "d4"]
    assert suggestion.near_tie


def test_the_less_used_defender_first():
    defenders = [replace(MAM, id="busy", use=0.9), replace(MAM, id="idle", use=0.1)]
    suggestion = ask(defenders=defenders)[0]
    assert suggestion.chosen.defender == "idle"
    assert (suggestion.chosen.terms[3].points, suggestion.alternatives[0].terms[3].points) == (120, -120)
    assert not suggestion.near_tie


def test_the_last_slot_goes_to_the_more_urgent_request_and_the_other_is_told():
    normal, critical = REQUEST, replace(REQUEST, id="r2", urgency="critical")
    near = replace(MAM, id="near", slots_left=1)
    far = replace(MAM, id="far", territory={"GT.08": 9.0})
    first, second = ask([normal, critical], [near, far])
    assert (first.chosen.defender, second.chosen.defender) == ("far", "near")
    assert [reason.facts for reason in first.group_effect] == [
        (("defender", "near"), ("request", "r2"), ("gives_up", 80))
    ]
    assert second.group_effect == ()


def test_when_all_slots_are_gone_it_is_an_alarm():
    first, second = ask(
        [REQUEST, replace(REQUEST, id="r2", urgency="critical")], [replace(MAM, slots_left=1)]
    )
    assert first.chosen is None
    assert [reason.code for reason in first.alarm] == ["no_slot_left"]
    assert [option.defender for option in first.alternatives] == ["mam"]
    assert second.chosen.defender == "mam"


def test_a_pin_is_kept_and_its_cost_is_told():
    near, far = replace(MAM, id="near"), replace(MAM, id="far", territory={"GT.08": 9.0})
    suggestion = ask(defenders=[near, far], pins=[("r1", "far")])[0]
    assert (suggestion.chosen.defender, suggestion.pinned, suggestion.pin_cost) == ("far", True, 80)
    assert [option.defender for option in suggestion.alternatives] == ["near"]


def test_a_pin_on_a_conflict_looks_like_any_other_pin_that_cannot_be():
    other = replace(MAM, id="other")
    conflict = ask([replace(REQUEST, blocked=frozenset({"mam"}))], [MAM, other], pins=[("r1", "mam")])
    outside = ask([REQUEST], [replace(MAM, territory={}), other], pins=[("r1", "mam")])
    assert conflict == outside
    assert (conflict[0].chosen.defender, conflict[0].pinned) == ("other", False)


def test_a_ban_excludes():
    assert chosen(bans={("r1", "mam")}) is None


def test_waiting_and_a_deadline_that_cannot_be_met_raise_alarms():
    old = replace(REQUEST, received=NOW - timedelta(days=8))
    assert [reason.facts for reason in ask([old])[0].alarm] == [(("days", 8),)]
    assert ask([replace(REQUEST, received=NOW - timedelta(days=7))])[0].alarm == ()
    tight = replace(REQUEST, deadline=TODAY + timedelta(days=20))
    assert [reason.code for reason in ask([tight])[0].alarm] == ["deadline_unlikely"]
    assert ask([replace(REQUEST, deadline=TODAY + timedelta(days=21))])[0].alarm == ()


def test_an_option_says_how_likely_and_how_long():
    option = chosen(defender=replace(MAM, acceptance=(3.0, 1.0)))
    assert option.p_accept == 0.75
    assert option.eta == (7.5, 21.0, 58.5)


def test_known_days_shorten_the_estimate_and_unknown_ones_are_neutral():
    prior = DaysPrior(
        {
            ("GT", "a"): (4.0, 16.0),
            ("GT", "b"): (None, 30.0),
            ("GT", "c"): (None, None),
            ("GT", "d"): (0.0, 1.0),
        },
        POLICY,
    )
    median = {
        kind: chosen(replace(REQUEST, kind=kind), turnaround=prior).eta[1]
        for kind in ("a", "b", "c", "d", "e")
    }
    assert median == {"a": 8.0, "b": 10.8, "c": 21.0, "d": 1.0, "e": 21.0}
    assert prior.predict(replace(REQUEST, kind="c"), MAM) == NeutralPrior(POLICY).predict(REQUEST, MAM)


def test_the_chance_of_being_on_time():
    assert p_on_time(None, 0.0, 1.0) == 1.0
    assert p_on_time(0, 0.0, 1.0) == 0.0
    assert p_on_time(1, 0.0, 1.0) == 0.5


requests = st.builds(
    Request,
    id=st.uuids().map(str),
    country=st.just("GT"),
    department=st.sampled_from(["GT.08", "GT.13"]),
    municipality=st.just(""),
    kind=st.sampled_from(["a", "b"]),
    languages=st.dictionaries(
        st.sampled_from(["spa", "mam", "kek"]), st.sampled_from(["required", "preferred"])
    ),
    urgency=st.sampled_from(["critical", "high", "normal"]),
    deadline=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
    received=st.just(NOW),
    needs_woman=st.booleans(),
    blocked=st.frozensets(st.sampled_from(["d0", "d1"])),
)
crowd = st.lists(
    st.builds(
        Defender,
        id=st.sampled_from(["d0", "d1", "d2", "d3"]),
        country=st.sampled_from(["GT", "MX"]),
        base=st.just("GT.08.1301"),
        territory=st.dictionaries(st.sampled_from(["GT.08", "GT.13"]), st.floats(0, 24)),
        languages=st.frozensets(st.sampled_from(["spa", "mam", "kek"])),
        slots_left=st.integers(0, 2),
        woman=st.booleans(),
        use=st.floats(0, 1),
    ),
    max_size=4,
    unique_by=lambda defender: defender.id,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(requests, max_size=6, unique_by=lambda request: request.id), crowd)
def test_no_hard_rule_is_ever_broken_and_every_score_is_its_terms(open_requests, defenders):
    by_id = {defender.id: defender for defender in defenders}
    suggestions = ask(open_requests, defenders)
    used = [one.chosen.defender for one in suggestions if one.chosen]
    assert all(used.count(id) <= by_id[id].slots_left for id in used)
    for request, one in zip(open_requests, suggestions, strict=True):
        assert one.request == request.id
        for option in filter(None, (one.chosen, *one.alternatives)):
            defender = by_id[option.defender]
            assert defender.country == request.country
            assert request.department in defender.territory
            assert option.defender not in request.blocked
            assert defender.woman or not request.needs_woman
            assert {
                code for code, wish in request.languages.items() if wish == "required"
            } <= defender.languages
            assert option.score == sum(term.points for term in option.terms)
    assert suggestions == ask(open_requests, defenders[::-1])
