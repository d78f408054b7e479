from dataclasses import replace
from math import exp

import pytest

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import (
    FirstCome,
    Greedy,
    Joint,
    OldestFirst,
    clairvoyant,
    invented_world,
    measure,
    run,
)

from .worlds import MONDAY, arrival, defender, world

POLICY = Policy()
FULL = 0.75 + 0.25 * exp(-10 / 45)  # a normal request, surely on time after ten days
LATE = 0.25 * exp(-10 / 45)


def test_one_slot_goes_to_the_request_that_is_worth_most():
    requests = [arrival("normal"), arrival("critical", 3, urgency="critical", deadline=30)]
    assert clairvoyant(world(requests, [defender()], days=7), POLICY) == pytest.approx(4 * FULL, abs=1e-3)
    assert clairvoyant(world(requests, [defender()], days=14), POLICY) == pytest.approx(5 * FULL, abs=1e-3)


def test_it_knows_the_answers():
    requests = [arrival("normal"), arrival("critical", 3, urgency="critical", deadline=30)]
    found = world(requests, [defender()], days=7, no={("critical", "d1")})
    assert clairvoyant(found, POLICY) == pytest.approx(FULL, abs=1e-3)


def test_it_knows_the_absences_and_what_a_later_week_is_worth():
    away = defender(windows=((MONDAY.replace(day=11), MONDAY.replace(day=20)),))
    assert clairvoyant(world([arrival(deadline=19)], [away]), POLICY) == pytest.approx(FULL, abs=1e-3)
    assert clairvoyant(world([arrival(deadline=17)], [away]), POLICY) == pytest.approx(LATE, abs=1e-3)
    assert clairvoyant(world([arrival(deadline=17, lapses=7)], [away]), POLICY) == 0.0


def test_a_pair_worth_less_than_nothing_is_left_out():
    far = defender(territory={"GT.08": 200.0})
    assert clairvoyant(world([arrival()], [far]), POLICY) == 0.0


def test_without_requests_or_defenders_there_is_nothing():
    assert clairvoyant(world([], [defender()]), POLICY) == 0.0
    assert clairvoyant(world([arrival()], []), POLICY) == 0.0


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("load", [0.4, 1.2])
def test_no_policy_has_more_than_the_bound(load, seed):
    found = invented_world(load=load, seed=seed, days=14)
    bound = clairvoyant(found, POLICY)
    policies = [
        FirstCome(),
        Greedy(POLICY),
        Joint(POLICY),
        OldestFirst(POLICY),
        Joint(replace(POLICY, futures=2)),
    ]
    reached = [measure(run(found, one), POLICY).value for one in policies]
    assert 0 < min(reached) <= max(reached) <= bound + 1e-6
