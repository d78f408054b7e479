from dataclasses import replace

import pytest

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import (
    FirstCome,
    Greedy,
    Joint,
    OldestFirst,
    Suggested,
    invented_world,
    run,
    value_only,
)

from .worlds import arrival, defender, happened, world

POLICY = Policy()


@pytest.mark.parametrize("futures", [0, 2])
def test_the_quick_way_asks_whom_suggest_asks(futures):
    policy = replace(POLICY, futures=futures)
    found = invented_world(load=0.9, seed=11, days=10)
    assert sorted(happened(run(found, Joint(policy)))) == sorted(happened(run(found, Suggested(policy))))


def test_first_come_looks_at_arrival_and_distance_only():
    near, far = defender("z", territory={"GT.08": 1.0}), defender("a", territory={"GT.08": 2.0})
    done = run(world([arrival("r1"), arrival("r2", urgency="critical")], [near, far]), FirstCome())
    assert sorted(happened(done)) == [("r1", "z", 0, True), ("r2", "a", 0, True)]


def test_greedy_serves_the_urgent_first_each_with_its_best():
    near, far = defender("z", territory={"GT.08": 1.0}), defender("a", territory={"GT.08": 2.0})
    done = run(world([arrival("r1"), arrival("r2", urgency="critical")], [near, far]), Greedy(POLICY))
    assert sorted(happened(done)) == [("r1", "a", 0, True), ("r2", "z", 0, True)]


def test_a_floor_of_age_lets_the_old_choose_before_the_urgent():
    requests = [arrival("a"), arrival("b"), arrival("c"), arrival("new", 14, urgency="critical", deadline=20)]
    found = world(requests, [defender()], days=15)
    before = [("a", "d1", 0, True), ("b", "d1", 7, True)]
    assert happened(run(found, OldestFirst(POLICY))) == [*before, ("c", "d1", 14, True)]
    assert happened(run(found, Joint(POLICY))) == [*before, ("new", "d1", 14, True)]


def test_value_only_keeps_what_a_pair_is_worth():
    plain = value_only(POLICY)
    assert (plain.load, plain.decline, plain.waiting_per_day, plain.futures) == (0.0, 0.0, 0.0, 0)
    assert (plain.urgency, plain.on_time, plain.speed) == (POLICY.urgency, 0.75, 0.25)
