import math

import numpy as np
import pytest

from reencuentro.engines.turnaround import eta, on_time

MU, SD = math.log(21), 0.8


def test_half_of_such_work_is_delivered_within_the_median():
    assert float(eta(MU, SD, 0.5)) == pytest.approx(21)
    assert float(eta(MU, SD, 0.9)) == pytest.approx(21 * math.exp(0.8 * 1.2815515655446004))


def test_the_chance_of_a_quantile_is_the_quantile():
    q = np.array([0.01, 0.1, 0.5, 0.9, 0.99])
    assert on_time(MU, SD, eta(MU, SD, q)) == pytest.approx(q)


def test_when_no_day_is_left_nothing_is_on_time():
    assert on_time(MU, SD, [0, -3, 21]).tolist() == [0.0, 0.0, 0.5]


def test_arrays_of_pairs_are_taken_as_they_come():
    mu, sd = np.full((2, 3), MU), np.full((2, 3), SD)
    assert eta(mu, sd, 0.5).shape == (2, 3)
    assert on_time(mu, sd, np.array([[21], [42]])).shape == (2, 3)
