import json
import math

import pytest
from tests.engines.turnaround.few import DELIA, NEUTRAL, NOBODY, PRIOR, asked, delivered, many

from reencuentro.engines.turnaround import Prior, fit, from_json

ESTIMATE = fit(many(60, seed=1, horizon=40), prior=PRIOR)
REQUESTS = [asked(f"kind-{number}", "GT", f"GT.{number}") for number in range(6)] + [asked("", "", "")]


def defenders():
    slow, usual = type(DELIA)(id="slow-0"), type(DELIA)(id="usual-3")
    return [slow, usual, NOBODY]


def test_many_at_once_are_the_single_ones_to_the_bit():
    mu, sd = ESTIMATE.predict_many(REQUESTS, defenders())
    for row, request in enumerate(REQUESTS):
        for column, defender in enumerate(defenders()):
            assert (mu[row, column], sd[row, column]) == ESTIMATE.predict(request, defender)


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 2), (3, 0), (1, 1)])
def test_none_and_one_are_many_too(rows, columns):
    mu, sd = ESTIMATE.predict_many(REQUESTS[:rows], defenders()[:columns])
    assert mu.shape == sd.shape == (rows, columns)


def test_what_was_kept_predicts_the_same_to_the_bit():
    text = json.dumps(ESTIMATE.as_json(), sort_keys=True)
    again = from_json(json.loads(text))
    assert again == ESTIMATE
    assert json.dumps(again.as_json(), sort_keys=True) == text
    for request in REQUESTS:
        for defender in defenders():
            assert again.predict(request, defender) == ESTIMATE.predict(request, defender)


def test_a_catalogue_with_nonsense_can_be_kept_too():
    estimate = fit([], prior=Prior({("GT", "school"): (-1.0, math.nan)}, *NEUTRAL))
    again = from_json(json.loads(json.dumps(estimate.as_json(), allow_nan=False)))
    assert again.predict(asked("school"), DELIA) == estimate.predict(asked("school"), DELIA)


def test_a_text_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version 0"):
        from_json(ESTIMATE.as_json() | {"version": 0})


def test_the_catalogue_alone_can_be_kept_like_an_estimate():
    assert from_json(json.loads(json.dumps(PRIOR.as_json()))) == PRIOR


def test_days_are_known_from_the_catalogue_or_from_five_deliveries():
    four = fit([delivered(9.0, "visit")] * 4, prior=PRIOR)
    five = fit([delivered(9.0, "visit")] * 5, prior=PRIOR)
    assert (four.knows("GT", "visit"), five.knows("GT", "visit")) == (False, True)
    assert (five.knows("HN", "visit"), five.knows("GT", "school")) == (False, True)
