from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import network_world, simulate
from reencuentro.engines.simulation.world import morning

from .worlds import MONDAY, TenDays, arrival, defender

POLICY = Policy()
NETWORK = [
    defender("near", territory={"GT.08": 0.5}, week_capacity=2),
    defender("far", territory={"GT.08": 6.0}, week_capacity=2),
]
SAMPLES = [
    arrival("a", deadline=20, declined_by={"near"}).request,
    replace(arrival("b", urgency="critical", deadline=9).request, country="HN"),
]


def play(policy=POLICY, **more):
    values = {"per_day": 0.6, "days": 28, "start": MONDAY, "seed": 5, **more}
    return simulate(NETWORK, SAMPLES, policy=policy, **values)


def test_the_same_seed_gives_the_same_measures_and_another_gives_others():
    assert play() == play()
    assert play(seed=6) != play()


def test_both_policies_meet_the_same_requests_and_are_measured_alike():
    before, after = play(), play(replace(POLICY, load=9.0))
    assert before.requests == after.requests > 0
    assert after.load_gini <= before.load_gini
    doubled = play(
        worth=replace(POLICY, urgency={"critical": 8.0, "high": 4.0, "normal": 2.0}, travel_per_hour=0.02)
    )
    assert abs(doubled.value - 2 * before.value) < 1e-9


def test_drawn_requests_are_like_the_samples_but_new():
    start = date(2027, 3, 1)
    found = network_world(NETWORK, SAMPLES, per_day=3.0, days=9, start=start, seed=1, turnaround=TenDays())
    assert len({one.request.id for one in found.arrivals}) == len(found.arrivals) > 9
    for one in found.arrivals:
        arrived = start + timedelta(days=one.day)
        length = 20 if one.request.urgency == "normal" else 9
        assert one.request.received == morning(arrived)
        assert one.request.deadline == arrived + timedelta(days=length)
        assert one.request.declined_by == frozenset()
        assert one.lapses == one.day + length + 30


def test_acceptance_is_drawn_from_what_is_known_of_each():
    sure = [replace(NETWORK[0], acceptance=(9000.0, 1.0)), replace(NETWORK[1], acceptance=(0.0, 9000.0))]
    found = network_world(sure, SAMPLES, per_day=9.0, days=9, start=MONDAY, seed=1, turnaround=TenDays())
    yes, no = np.mean(found.answers, axis=0)
    assert (yes > 0.95, no < 0.05) == (True, True)


def test_an_empty_network_and_no_samples_are_answered():
    assert simulate([], SAMPLES, per_day=1.0, policy=POLICY, start=MONDAY).accepted == 0
    assert simulate(NETWORK, [], per_day=1.0, policy=POLICY, start=MONDAY).requests == 0
    assert simulate(NETWORK, SAMPLES, per_day=0.0, policy=POLICY, start=MONDAY).requests == 0


def test_odd_defenders_do_no_harm():
    odd = [
        replace(NETWORK[0], week_capacity=-3),
        replace(NETWORK[1], id="nan", use=float("nan"), acceptance=(0.0, 0.0)),
    ]
    assert simulate(odd, SAMPLES, per_day=1.0, policy=POLICY, start=MONDAY, days=14).violations == 0
