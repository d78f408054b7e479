import math
from datetime import UTC, datetime

import pytest
from tests.engines.turnaround.few import DELIA, NEUTRAL, PRIOR, asked

from reencuentro.engines.matching import Defender, Request
from reencuentro.engines.turnaround import Prior


def days(country, kind, prior=PRIOR):
    mu, sd = prior.center(country, kind)
    return round(math.exp(mu), 1), round(sd, 2)


def test_both_ends_are_the_10_and_90_percent_points():
    assert days("GT", "school") == (10.0, 0.54)  # 5 to 20 days


def test_a_narrow_span_is_never_surer_than_half_the_neutral_one():
    assert days("GT", "birth") == (2.0, 0.4)  # 2 to 2 days


def test_one_end_alone_is_the_far_one():
    assert days("MX", "birth") == (21.5, 0.8)  # up to 60 days


def test_the_same_day_is_read_as_a_day():
    assert days("HN", "birth") == (1.7, 0.43)  # 0 to 3 days


def test_what_other_countries_state_is_where_a_country_begins_and_not_known():
    assert days("NI", "birth") == (4.2, 0.8)  # GT 2.0, MX 21.5, HN 1.7: their mean of logs
    assert not PRIOR.knows("NI", "birth")


def test_what_nobody_states_is_neutral_and_not_known():
    assert days("GT", "passport") == (21.0, 0.8)
    assert not PRIOR.knows("GT", "passport")
    assert PRIOR.knows("MX", "birth")


@pytest.mark.parametrize("high", [math.nan, math.inf, -1.0, None])
def test_what_cannot_be_days_is_unknown(high):
    prior = Prior({("GT", "birth"): (1.0, high)}, *NEUTRAL)
    assert days("GT", "birth", prior) == (21.0, 0.8)
    assert not prior.knows("GT", "birth")


@pytest.mark.parametrize("neutral", [(0.0, 0.8), (21.0, 0.0), (math.nan, 0.8), (21.0, math.inf)])
def test_a_neutral_guess_that_is_none_is_refused(neutral):
    with pytest.raises(ValueError, match="must be above 0"):
        Prior({}, *neutral)


def test_the_prior_predicts_like_an_estimate():
    requests = [asked("birth", "GT"), asked("birth", "NI")]
    mu, sd = PRIOR.predict_many(requests, [DELIA, DELIA, DELIA])
    assert mu.shape == sd.shape == (2, 3)
    assert (mu[1, 2], sd[1, 2]) == PRIOR.predict(requests[1], DELIA)


def test_requests_and_defenders_of_the_matching_engine_fit():
    request = Request(
        "r", "GT", "GT.08", "", "school", {}, "normal", None, datetime(2026, 11, 24, tzinfo=UTC)
    )
    defender = Defender("d", "GT", "GT.08", {}, frozenset())
    assert PRIOR.predict(request, defender) == PRIOR.center("GT", "school")
