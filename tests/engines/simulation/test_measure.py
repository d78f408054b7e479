from dataclasses import replace
from math import exp

import numpy as np
import pytest

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import measure, run
from reencuentro.engines.simulation.measure import gini

from .worlds import arrival, defender, first_fit, world

POLICY = Policy()


def test_the_value_is_counted_from_the_morning_of_the_acceptance():
    near, far = defender("near"), defender("zfar", territory={"GT.08": 5.0})
    requests = [
        arrival("in time", urgency="high", deadline=12),
        arrival("late", urgency="critical", deadline=10),
    ]
    found = measure(run(world(requests, [near, far], days=7), first_fit), POLICY)
    speed = 0.25 * exp(-10 / 45)
    assert found.value == pytest.approx(2 * (0.75 + speed) + 4 * speed - 0.05, abs=1e-3)
    assert (found.on_time, found.critical_on_time) == (0.5, 0.0)
    assert (found.accepted, found.declined, found.waited, found.use) == (2, 0, 1.0, 1.0)


def test_shares_count_only_what_somebody_could_take():
    requests = [
        arrival("mam", languages={"mam": "required"}),
        arrival("quc", languages={"quc": "preferred"}),
        arrival("spa", languages={"spa": "required"}),
        arrival("woman", needs_woman=True),
    ]
    them = [defender("d1", week_capacity=9, slots_left=9, woman=True)]
    found = measure(run(world([*requests], them), lambda day: _those_allowed(day)), POLICY)
    assert (found.requests, found.nobody, found.accepted) == (4, 1, 3)
    assert (found.on_time, found.language_on_time, found.woman_on_time) == (1.0, 1.0, 1.0)
    assert found.critical_on_time is None


def _those_allowed(day):
    return first_fit(replace(day, requests=[one for one in day.requests if one.id != "mam"]))


def test_the_load_is_shared_or_not():
    assert gini(np.array([0.5, 0.5, 0.5])) == 0.0
    assert gini(np.array([0.0, 0.0, 1.0])) == pytest.approx(2 / 3)
    assert gini(np.array([0.0, 0.0])) == gini(np.array([])) == 0.0
    one_works = measure(run(world([arrival()], [defender("d1"), defender("d2")], days=7), first_fit), POLICY)
    assert one_works.load_gini == 0.5


def test_nothing_at_all_can_be_measured():
    found = measure(run(world([], []), first_fit), POLICY)
    assert (found.requests, found.value, found.load_gini) == (0, 0.0, 0.0)
