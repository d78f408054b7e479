"""What is learnt, and that nothing odd makes it collapse."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.turnaround.few import DELIA, NOBODY, PRIOR, asked, delivered, many, running

from reencuentro.engines.turnaround import Observation, fit, on_time
from reencuentro.engines.turnaround.table import CHANCE, TABLE

SCHOOL = asked("school")


def median(estimate, request=SCHOOL, defender=NOBODY):
    return math.exp(estimate.predict(request, defender)[0])


def who(name):
    return type(DELIA)(id=name)


def test_with_nothing_observed_the_catalogue_speaks_and_is_unsure():
    nothing = fit([], prior=PRIOR)
    assert median(nothing) == pytest.approx(10)
    assert median(nothing, asked("visit")) == pytest.approx(21)
    assert nothing.predict(SCHOOL, NOBODY)[1] > TABLE[CHANCE].sd
    assert nothing.observations == 0


def test_one_delivery_moves_it_a_little():
    assert 10 < median(fit([delivered(40.0)], prior=PRIOR)) < 25


def test_many_deliveries_outweigh_the_catalogue():
    estimate = fit([delivered(40.0 * math.exp(z / 3)) for z in range(-3, 4)] * 20, prior=PRIOR)
    assert median(estimate, SCHOOL, DELIA) == pytest.approx(40, rel=0.05)


def test_what_is_learnt_of_one_kind_hardly_moves_another_with_its_own_evidence():
    rows = [delivered(40.0)] * 30 + [delivered(2.0, "birth")] * 30
    estimate = fit(rows, prior=PRIOR)
    assert median(estimate, asked("birth"), DELIA) == pytest.approx(2, rel=0.1)
    assert median(estimate, SCHOOL, DELIA) == pytest.approx(40, rel=0.1)


def test_a_defender_is_drawn_to_the_mean_the_more_the_less_is_known():
    rest = many(200, seed=2)
    once = fit([*rest, delivered(90.0, "kind-1", "new", department="GT.2")], prior=PRIOR)
    often = fit([*rest, *[delivered(90.0, "kind-1", "new", department="GT.2")] * 12], prior=PRIOR)
    usual = median(once, asked("kind-1", "GT", "GT.2"))
    assert usual < median(once, asked("kind-1", "GT", "GT.2"), who("new")) < 1.6 * usual
    assert median(often, asked("kind-1", "GT", "GT.2"), who("new")) > 60


def test_running_work_says_that_it_takes_longer():
    done = [delivered(10.0)] * 10
    assert median(fit([*done, *[running(60.0)] * 5], prior=PRIOR)) > 1.2 * median(fit(done, prior=PRIOR))


def test_leaving_running_work_out_would_promise_too_much():
    """True medians: 20 days and twice as much for the slow ones; whatever takes 25 days is still running."""
    rows = many(1500, seed=4, horizon=25)
    right = fit(rows, prior=PRIOR)
    wrong = fit([row for row in rows if row.delivered], prior=PRIOR)
    middle = asked("kind-1", "GT", "GT.2")
    truth = 20 * math.exp(0.3 * (1 - 1.5))
    assert median(right, middle, who("usual-4")) == pytest.approx(truth, rel=0.1)
    assert median(right, middle, who("slow-0")) == pytest.approx(2 * truth, rel=0.2)
    assert median(wrong, middle, who("usual-4")) < 0.85 * truth
    assert median(wrong, middle, who("slow-0")) < 0.6 * 2 * truth


@pytest.mark.parametrize("seed", range(5))
def test_60_observations_do_not_collapse(seed):
    """Maximising effects and spreads together would end with spreads of 0: no effects, or no chance."""
    estimate = fit(many(60, seed=seed, horizon=60), prior=PRIOR)
    assert 0.35 < estimate.spreads[CHANCE] < 0.7  # true: 0.5
    assert all(estimate.spreads[group] > 0.1 for group in TABLE)
    fast, slow = (median(estimate, asked("kind-1", "GT", "GT.2"), who(n)) for n in ("usual-4", "slow-0"))
    assert fast < slow


def test_as_many_defenders_as_observations_do_not_collapse():
    rows = [delivered(days, defender=f"d{days}") for days in range(1, 61)]
    estimate = fit(rows, prior=PRIOR)
    assert estimate.spreads[CHANCE] > 0.3
    assert estimate.spreads["defender"] > 0.2


@pytest.mark.parametrize("number", [60, 200, 1000])
def test_80_percent_intervals_hold_about_80_percent(number):
    held = []
    for seed in range(6):
        estimate = fit(many(number, seed=seed, horizon=60), prior=PRIOR)
        for row in many(400, seed=100 + seed):
            mu, sd = estimate.predict(row, who(row.defender))
            held.append(abs(math.log(row.days) - mu) < 1.2815515655446004 * sd)
    assert 0.75 < np.mean(held) < 0.85


def test_all_running_is_no_failure():
    estimate = fit([running(30.0)] * 40, prior=PRIOR)
    assert 30 < median(estimate) < 400


def test_the_same_day_counts_as_half_a_day():
    same_day = fit([delivered(0.0)] * 40, prior=PRIOR)
    assert median(same_day, SCHOOL, DELIA) == pytest.approx(0.5, rel=0.15)
    assert same_day.levels == fit([delivered(-3.0)] * 40, prior=PRIOR).levels


def test_a_slip_of_a_date_is_held_at_ten_years():
    assert fit([delivered(1e300)], prior=PRIOR).levels == fit([delivered(3650.0)], prior=PRIOR).levels


@pytest.mark.parametrize("days", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_of_days_is_left_out(days):
    rows = [delivered(5.0), delivered(7.0)]
    assert fit([*rows, delivered(days), running(days)], prior=PRIOR).levels == fit(rows, prior=PRIOR).levels


def test_blank_codes_are_nobody_s():
    estimate = fit([delivered(40.0, "", "", country="", department="")] * 30, prior=PRIOR)
    assert set(estimate.levels) == {("everything", "all")}


def test_an_unknown_defender_is_an_average_one_and_less_sure():
    estimate = fit(many(200, seed=2), prior=PRIOR)
    request = asked("kind-1", "GT", "GT.2")
    assert estimate.predict(request, NOBODY)[1] > estimate.predict(request, who("usual-4"))[1]


def test_the_same_observations_give_the_same_estimate():
    rows = many(60, seed=7, horizon=30)
    assert fit(rows, prior=PRIOR).as_json() == fit(list(rows), prior=PRIOR).as_json()


CODES = st.sampled_from(["", "GT", "HN", "a:b", "ñandú"])
ROWS = st.builds(Observation, CODES, CODES, CODES, CODES, st.floats(), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=30), CODES, CODES, st.floats(0.01, 10_000))
def test_nothing_makes_it_fail(rows, kind, country, left):
    estimate = fit(rows, prior=PRIOR)
    mu, sd = estimate.predict(asked(kind, country), DELIA)
    assert math.isfinite(mu)
    assert 0 < sd < 10
    assert 0 <= float(on_time(mu, sd, left)) <= 1
