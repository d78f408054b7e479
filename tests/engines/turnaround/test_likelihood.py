import numpy as np
import pytest
from scipy.stats import norm
from tests.engines.turnaround.few import PRIOR, delivered, many, running

from reencuentro.engines.turnaround.design import design
from reencuentro.engines.turnaround.likelihood import curvature, hazard, minus_log_posterior

SEEN = design(many(40, seed=3, horizon=25), PRIOR)
RANDOM = np.random.default_rng(5)
EFFECTS = RANDOM.normal(size=len(SEEN.effects))
SPREADS = RANDOM.uniform(0.2, 0.9, size=len(SEEN.effects))
CHANCE = 0.6
STEP = 1e-5


def value(effects):
    return minus_log_posterior(effects, SEEN, SPREADS, CHANCE)[0]


def gradient(effects):
    return minus_log_posterior(effects, SEEN, SPREADS, CHANCE)[1]


def differences(function):
    steps = np.eye(len(EFFECTS)) * STEP
    return np.array([(function(EFFECTS + one) - function(EFFECTS - one)) / (2 * STEP) for one in steps])


def test_some_of_the_work_still_runs():
    assert 0 < SEEN.delivered.sum() < len(SEEN.logs)


def test_the_gradient_is_that_of_finite_differences():
    assert gradient(EFFECTS) == pytest.approx(differences(value), rel=1e-6, abs=1e-6)


def test_the_curvature_is_that_of_finite_differences():
    bent = curvature(EFFECTS, SEEN, SPREADS, CHANCE)
    assert bent == pytest.approx(differences(gradient), rel=1e-5, abs=1e-6)


def test_the_value_is_the_censored_normal_density_of_log_days():
    seen = design([delivered(30.0), running(12.0)], PRIOR)
    nothing = np.zeros(len(seen.effects))
    mean = PRIOR.center("GT", "school")[0]
    expected = -norm.logpdf(np.log(30), mean, CHANCE) - norm.logsf(np.log(12), mean, CHANCE)
    found = minus_log_posterior(nothing, seen, np.ones(len(nothing)), CHANCE)[0]
    assert found == pytest.approx(expected)


def test_the_hazard_stays_finite_far_out():
    far = hazard(np.array([-1000.0, 0.0, 30.0, 1000.0]))
    assert far == pytest.approx([0.0, 0.7978845608, 30.0332596, 1000.000999998], rel=1e-8)
