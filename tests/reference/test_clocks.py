from datetime import date, timedelta

import pytest

from reencuentro.engines.readiness.clocks import due, occurrences
from reencuentro.reference import clocks


def on(id, anchor, **more):
    return due(clocks.get(id).rule, anchor, clocks.holidays(), **more).on


def test_the_clocks_that_must_say_unverified():
    assert [clock.id for clock in clocks.all() if clock.unverified] == [
        "orr_90_day_review",
        "denial_appeal_file",
        "denial_appeal_decision",
        "specific_consent",
        "home_study_report",
        "court_filing_deadline",
        "consent_expiry",
        "document_shelf_life",
    ]


def test_a_mark_of_k_med_in_the_original_note_means_unverified():
    for clock in clocks.all():
        if "K-med" in clock.original or "K-lo" in clock.original:
            assert clock.unverified, clock.id


@pytest.mark.parametrize(
    ("id", "anchor", "more", "expected"),
    [
        ("hhs_transfer", date(2026, 11, 24), {}, date(2026, 11, 27)),
        ("fingerprint_schedule", date(2026, 11, 24), {}, date(2026, 11, 30)),
        ("sponsor_application_due", date(2026, 11, 24), {}, date(2026, 12, 1)),
        ("sponsor_application_due", date(2026, 11, 24), {"variant": "assisted"}, date(2026, 11, 26)),
        ("release_request", date(2026, 11, 1), {"variant": "1"}, date(2026, 11, 11)),
        ("release_request", date(2026, 11, 1), {"variant": "2B"}, date(2026, 11, 15)),
        ("release_request", date(2026, 11, 1), {"variant": "3"}, date(2026, 11, 22)),
        ("release_request", date(2026, 11, 1), {}, None),
        ("orr_90_day_review", date(2026, 1, 1), {"occurrence": 2}, date(2026, 6, 30)),
        ("turn_18", date(2014, 3, 12), {}, date(2032, 3, 12)),
        ("sij_file", date(2008, 2, 29), {}, date(2029, 2, 27)),
        ("court_filing_deadline", date(2027, 1, 31), {}, date(2027, 1, 1)),
        ("bia_appeal", date(2026, 11, 24), {}, date(2026, 12, 24)),
        ("denial_appeal_decision", date(2026, 11, 24), {}, None),
    ],
)
def test_due_dates_of_the_real_clocks(id, anchor, more, expected):
    assert on(id, anchor, **more) == expected


def test_three_safety_calls_after_release():
    calls = occurrences(
        clocks.get("prs_or_calls").rule, date(2026, 11, 2), clocks.holidays(), until=date(2027, 6, 1)
    )
    assert [call.on for call in calls] == [date(2026, 11, 12), date(2026, 11, 23), date(2026, 12, 16)]


def test_clocks_belong_to_categories_and_countries():
    assert [clock.id for clock in clocks.started_by("application_complete")] == [
        "orr_adjudicate_close",
        "orr_adjudicate_2B",
    ]
    close, screen = clocks.get("orr_adjudicate_close"), clocks.get("contiguous_screen")
    assert close.applies(category="2A", country="HN")
    assert not close.applies(category="2B", country="HN")
    assert close.applies(category="", country="")
    assert screen.applies(category="1", country="MX")
    assert not screen.applies(category="1", country="GT")
    assert clocks.get("release_request").variant_for("2A") == "2A"
    assert close.variant_for("2A") == ""


def _observed(day):
    return day - timedelta(days=1) if day.weekday() == 5 else day + timedelta(days=day.weekday() == 6)


def _nth(year, month, weekday, n):
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last_monday_of_may(year):
    return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())


def test_federal_holidays_are_those_of_the_statute():
    """5 U.S.C. 6103(a), counted here independently of the file."""
    expected = set()
    for year in range(2024, 2030):
        fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)]
        expected |= {_observed(date(year, month, day)) for month, day in fixed}
        expected |= {_nth(year, 1, 0, 3), _nth(year, 2, 0, 3), _nth(year, 9, 0, 1), _nth(year, 10, 0, 2)}
        expected |= {_last_monday_of_may(year), _nth(year, 11, 3, 4)}
    holidays = clocks.holidays()
    assert (holidays.first_year, holidays.last_year) == (2024, 2028)
    assert holidays.days == {day for day in expected if 2024 <= day.year <= 2028}
