import itertools

import numpy as np
import pytest

from reencuentro.engines.matching import solve
from reencuentro.engines.matching.arrays import quantised
from reencuentro.engines.matching.residual import Residual

from .oracle import best_total


def weights(seed, requests, defenders, share=0.6):
    """Urgency, distance and Defenders differ; many requests look alike, so that there are ties."""
    draw = np.random.default_rng(seed)
    urgency = draw.choice([4.0, 2.0, 1.0], (requests, 1))
    fit = draw.integers(1, 9, (requests, 1)) / 10 + draw.integers(0, 5, (1, defenders)) / 20
    found = quantised(urgency * fit - draw.integers(0, 30, (requests, defenders)) / 100)
    found[draw.random((requests, defenders)) > share] = 0.0
    return np.maximum(found, 0.0), draw.integers(0, 4, defenders)


def by_hand(values, slots):
    """Every assignment there is."""
    best = 0.0
    for one in itertools.product(range(-1, len(slots)), repeat=len(values)):
        taken = np.bincount([place for place in one if place >= 0], minlength=len(slots))
        if (taken <= slots).all():
            best = max(best, sum(values[row, place] for row, place in enumerate(one) if place >= 0))
    return best


@pytest.mark.parametrize("seed", range(10))
def test_small_days_reach_what_trying_everything_reaches(seed):
    values, slots = weights(seed, 5, 3)
    assert solve.total(values, solve.optimum(values, slots)) == by_hand(values, slots)


@pytest.mark.parametrize(
    ("requests", "defenders", "share"), [(60, 40, 0.05), (300, 120, 0.7), (400, 90, 0.02)]
)
def test_dense_and_thinned_days_are_optimal_by_highs(requests, defenders, share):
    values, slots = weights(requests, requests, defenders, share)
    assigned = solve.optimum(values, slots)
    rows = np.nonzero(assigned >= 0)[0]
    assert (values[rows, assigned[rows]] > 0).all()
    assert (np.bincount(assigned[rows], minlength=defenders) <= slots).all()
    assert abs(solve.total(values, assigned) - best_total(values, slots.tolist())) < 1e-6


def test_the_thinned_way_finds_the_same_worth_as_the_dense_one(monkeypatch):
    values, slots = weights(7, 120, 50)
    dense = solve.total(values, solve.optimum(values, slots))
    monkeypatch.setattr(solve, "SMALL", 0)
    assert solve.total(values, solve.optimum(values, slots)) == dense


def test_parts_that_share_nobody_are_solved_on_their_own():
    edges = np.array([[1, 0, 0, 0], [0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]], dtype=bool)
    found = [(rows.tolist(), columns.tolist()) for rows, columns in solve.parts(edges)]
    assert found == [([0, 2], [0]), ([1, 3], [1, 2])]


@pytest.mark.parametrize("seed", range(6))
def test_every_exchange_costs_what_solving_anew_says(seed):
    values, slots = weights(seed, 14, 6)
    assigned = solve.optimum(values, slots)
    graph = Residual(values, slots, assigned, np.zeros(len(values), dtype=bool))
    best = solve.total(values, assigned)
    for row, column in zip(*np.nonzero((values > 0) & (slots > 0)), strict=True):
        others, less = values.copy(), slots.copy()
        others[row] = 0.0
        less[column] -= 1
        forced = values[row, column] + solve.total(others, solve.optimum(others, less))
        assert graph.swap_cost(int(row), int(column)) == best - forced
