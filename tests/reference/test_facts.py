from datetime import date

import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.reference.facts import Provenance, Sourced


def sourced(confidence="high", as_of=None):
    return Sourced(Provenance(("a",), confidence, as_of))


@pytest.mark.parametrize(
    ("confidence", "unverified"),
    [
        ("S", False),
        ("K-hi", False),
        ("K-med", True),
        ("K-lo", True),
        ("D", True),
        ("unknown", True),
        ("high", False),
        ("medium", False),
        ("low", True),
    ],
)
def test_k_med_and_lower_is_unverified(confidence, unverified):
    assert sourced(confidence).unverified is unverified


@pytest.mark.parametrize(
    ("as_of", "today", "stale"),
    [
        (PartialDate(2025, 11), date(2026, 10, 31), False),
        (PartialDate(2025, 11), date(2026, 11, 1), True),
        (PartialDate(2026), date(2026, 12, 31), False),
        (None, date(2026, 1, 1), True),
    ],
)
def test_older_than_twelve_months_or_undated_is_stale(as_of, today, stale):
    assert sourced(as_of=as_of).stale(today) is stale
