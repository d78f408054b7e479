from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from reencuentro.engines.matching import eligible
from reencuentro.engines.simulation import invented_world
from reencuentro.engines.simulation.world import lapse_day, slots_offered, weeks

from .worlds import MONDAY, arrival, defender, world


def test_a_base_within_an_excluded_place_is_no_place_to_ask():
    base = "GT.08.1315"
    for places, may in (({"GT.08"}, False), ({"GT.0"}, True), ({"GT.13"}, True)):
        found = world([arrival(exclude_departments=places)], [defender(base=base)])
        assert found.able.tolist() == [[may]]
    assert not world([arrival(exclude_municipalities={base})], [defender(base=base)]).able.any()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_simulators_own_rules_agree_with_the_engines(seed):
    found = invented_world(load=0.6, seed=seed, days=14)
    always = [replace(one, windows=()) for one in found.defenders]
    engine = [
        [eligible(one.request, other, now=found.morning(one.day)) for other in always]
        for one in found.arrivals[:40]
    ]
    assert np.array_equal(found.able[:40], engine)


def test_slots_are_offered_in_weeks_in_which_somebody_is_there():
    last_days = ((MONDAY + timedelta(days=12), MONDAY + timedelta(days=12)),)
    people = [defender(week_capacity=2), defender("d2", windows=last_days), defender("d3", week_capacity=-1)]
    assert slots_offered(world([], people)).tolist() == [[2, 2], [0, 1], [0, 0]]
    assert [weeks(days) for days in (0, 7, 8)] == [0, 1, 2]


def test_a_request_is_withdrawn_some_time_after_its_deadline():
    assert (lapse_day(3, 10), lapse_day(3, -5), lapse_day(3, None)) == (43, 33, 93)


def test_days_and_hours_are_known_for_pairs_that_may_be():
    found = world([arrival(), arrival("r2", needs_woman=True)], [defender(territory={"GT.08": 2.5})])
    mu, sd = found.log_days
    assert (mu[0, 0], sd[0, 0]) == (pytest.approx(np.log(10)), 1e-3)
    assert (mu[1, 0], sd[1, 0]) == (0.0, 1.0)
    assert found.hours.tolist() == [[2.5], [0.0]]
