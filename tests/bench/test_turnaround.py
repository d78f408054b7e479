"""The measures of the turnaround benchmark, on figures that can be checked by hand."""

import numpy as np
import pytest
from bench.turnaround import OBSERVATIONS, ece, goals
from bench.turnaround_peers import METHODS, kaplan_meier, means_of_kinds
from bench.turnaround_world import SORTS, Work, World

from reencuentro.engines.turnaround import Observation

WORLD = World(1, "normal")
PRIOR = WORLD.catalogue()
ASKED = Work("a", "GT", "GT.01", "d", days=10.0, left=20.0)


def test_the_calibration_error_weighs_each_bin_by_its_work() -> None:
    chance, kept = np.array([0.1, 0.1, 0.9, 1.0]), np.array([0.0, 1.0, 1.0, 1.0])
    # |0.2 - 1| in one bin, |1.9 - 2| in the other, of four pieces of work
    assert ece(chance, kept) == pytest.approx((0.8 + 0.1) / 4)


def seen(days: float, kind: str = "a", *, delivered: bool = True) -> Observation:
    return Observation(kind, "GT", "GT.01", "d", days, delivered)


def test_means_of_kinds_leave_running_work_out() -> None:
    foretold = means_of_kinds(WORLD, PRIOR, [seen(5), seen(20), seen(500, delivered=False)], [ASKED])
    assert foretold.typical == pytest.approx([10])


def test_a_kind_never_seen_has_the_mean_of_everything() -> None:
    foretold = means_of_kinds(WORLD, PRIOR, [seen(5, "b"), seen(20, "b")], [ASKED])
    assert foretold.typical == pytest.approx([10])


def test_kaplan_meier_takes_running_work_into_account() -> None:
    rows = [seen(5), seen(10), seen(15, delivered=False), seen(30), seen(60)]
    foretold = kaplan_meier(WORLD, PRIOR, rows, [ASKED])
    # 4/5 are left after 5 days, 3/5 after 10; one of the two still there after 15 is left after 30
    assert (foretold.typical.tolist(), foretold.high.tolist()) == ([30], [60])
    assert foretold.chance == pytest.approx([0.4])


@pytest.mark.parametrize("sort", SORTS)
def test_a_seed_is_always_the_same_world(sort: str) -> None:
    first, again = World(7, sort), World(7, sort)
    assert first.catalogue() == again.catalogue()
    assert first.observed(50) == again.observed(50)


def test_some_of_the_observed_work_still_runs() -> None:
    running = sum(not one.delivered for one in World(3, "normal").observed(1000))
    assert 50 < running < 400


def test_the_goals_compare_with_the_means_of_kinds() -> None:
    figures = {"factor": 2.0, "ece": 0.05, "interval": 0.8}
    rows = [
        {"world": sort, "observations": number, "method": method} | figures
        for sort in SORTS
        for number in OBSERVATIONS
        for method in METHODS
    ]
    found = {goal["goal"]: goal["met"] for goal in goals(rows)}
    assert found["heavy, 200: factor / that of means of kinds"] is False
    assert found["heavy, 200: ece"] is False
    assert found["heavy, 60: 80 % interval holds"] is True
