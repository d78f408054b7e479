from datetime import UTC, date, datetime

import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.readiness.clocks import ClockError, ClockRule, Holidays, alerts, due, occurrences

# The week of Thanksgiving 2026 and the days around Independence Day 2026 (a Saturday, observed on Friday
# the 3rd).
HOLIDAYS = Holidays(frozenset({date(2026, 7, 3), date(2026, 11, 26), date(2026, 12, 25)}), 2026, 2026)


def rule(amount, unit="days", **more):
    return ClockRule("test", amount, unit, **more)


def codes(found):
    return [reason.code for reason in found.explanation]


@pytest.mark.parametrize(
    ("amount", "start", "expected"),
    [
        (3, date(2026, 11, 24), date(2026, 11, 30)),  # Wed, (Thu is Thanksgiving), Fri, Mon
        (1, date(2026, 7, 2), date(2026, 7, 6)),  # over the observed holiday and the weekend
        (5, date(2026, 11, 9), date(2026, 11, 16)),
        (1, date(2026, 11, 28), date(2026, 11, 30)),  # from a Saturday
    ],
)
def test_business_days_skip_weekends_and_federal_holidays(amount, start, expected):
    assert due(rule(amount, calendar="business"), start, HOLIDAYS).on == expected


def test_a_skipped_holiday_is_explained():
    found = due(rule(3, calendar="business"), date(2026, 11, 24), HOLIDAYS)
    assert codes(found) == ["counted", "holidays_skipped"]
    assert found.explanation[1].fact("number") == 1
    assert found.explanation[0].facts == (
        ("amount", 3),
        ("unit", "days"),
        ("calendar", "business"),
        ("start", date(2026, 11, 24)),
    )


def test_business_days_beyond_the_known_holidays_are_unverified():
    found = due(rule(5, calendar="business"), date(2026, 12, 30), HOLIDAYS)
    assert found.unverified
    assert "holidays_unknown" in codes(found)
    assert not due(rule(5, calendar="business"), date(2026, 11, 9), HOLIDAYS).unverified


def test_calendar_days_stay_on_a_closed_day_and_say_so():
    found = due(rule(10), date(2026, 11, 18), HOLIDAYS)
    assert (found.on, codes(found)) == (date(2026, 11, 28), ["counted", "falls_on_closed_day"])


def test_days_before_a_hearing():
    court = rule(30, direction="before", variants=(("master", 15),))
    assert due(court, date(2026, 12, 31), HOLIDAYS).on == date(2026, 12, 1)
    assert due(court, date(2026, 12, 31), HOLIDAYS, variant="master").on == date(2026, 12, 16)


def test_hours_from_a_known_time_and_from_a_day():
    at = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    exact = due(rule(72, "hours"), at, HOLIDAYS)
    assert (exact.at, exact.on) == (datetime(2026, 11, 27, 15, 30, tzinfo=UTC), date(2026, 11, 27))
    vague = due(rule(72, "hours"), date(2026, 11, 24), HOLIDAYS)
    assert (vague.at, vague.on) == (None, date(2026, 11, 27))
    assert codes(vague) == ["counted", "time_of_day_unknown"]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2008, 2, 29), date(2026, 2, 28)),
        (date(2014, 3, 12), date(2032, 3, 12)),
        (date(2006, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_18th_birthday(born, expected):
    assert due(rule(18, "years"), born, HOLIDAYS).on == expected


def test_a_leap_day_birthday_is_counted_early_and_says_so():
    assert "leap_day_counted_early" in codes(due(rule(18, "years"), date(2008, 2, 29), HOLIDAYS))
    assert due(rule(20, "years"), date(2008, 2, 29), HOLIDAYS).on == date(2028, 2, 29)


def test_before_the_21st_birthday_means_the_day_before():
    found = due(rule(21, "years", direction="strictly_before_anniversary"), date(2010, 3, 1), HOLIDAYS)
    assert found.on == date(2031, 2, 28)


def test_a_partial_birth_date_counts_from_its_earliest_day():
    found = due(rule(18, "years"), PartialDate(2009, 5), HOLIDAYS)
    assert found.on == date(2027, 5, 1)
    assert "anchor_is_partial" in codes(found)
    assert "anchor_is_partial" not in codes(due(rule(18, "years"), PartialDate(2009, 5, 4), HOLIDAYS))


def test_an_unknown_amount_has_no_date_and_is_unverified():
    found = due(rule(None, user_entry=True), date(2026, 11, 24), HOLIDAYS)
    assert (found.on, found.unverified, codes(found)) == (None, True, ["amount_unknown", "user_entry"])


def test_a_variant_gives_an_amount_where_the_rule_has_none():
    request = rule(None, variants=(("1", 10), ("3", 21)))
    assert due(request, date(2026, 11, 2), HOLIDAYS, variant="3").on == date(2026, 11, 23)


def test_an_unverified_rule_gives_an_unverified_date():
    assert due(rule(30, unverified=True), date(2026, 11, 2), HOLIDAYS).unverified


def test_repeats_and_steps_have_occurrences():
    review = rule(90, repeats=True)
    found = occurrences(review, date(2026, 1, 1), HOLIDAYS, until=date(2026, 9, 28))
    assert [one.on for one in found] == [date(2026, 4, 1), date(2026, 6, 30), date(2026, 9, 28)]
    calls = rule(7, calendar="business", steps=(7, 14, 30))
    assert [one.on for one in occurrences(calls, date(2026, 9, 1), HOLIDAYS, until=date(2026, 12, 31))] == [
        date(2026, 9, 10),
        date(2026, 9, 21),
        date(2026, 10, 13),
    ]
    once = rule(10)
    assert len(occurrences(once, date(2026, 1, 1), HOLIDAYS, until=date(2026, 12, 31))) == 1
    assert occurrences(once, date(2026, 1, 1), HOLIDAYS, until=date(2026, 1, 5)) == []


@pytest.mark.parametrize(
    "question",
    [
        {"variant": "nobody"},
        {"occurrence": 2},
        {"occurrence": 0},
    ],
)
def test_a_question_that_does_not_fit_the_rule_is_refused(question):
    with pytest.raises(ClockError):
        due(rule(10), date(2026, 1, 1), HOLIDAYS, **question)


def test_a_step_beyond_the_last_is_refused():
    with pytest.raises(ClockError):
        due(rule(7, steps=(7, 14)), date(2026, 1, 1), HOLIDAYS, occurrence=3)


def test_alerts_come_earliest_first():
    assert alerts(rule(18, "years", alerts_before=(30, 365)), date(2027, 5, 1)) == (
        date(2026, 5, 1),
        date(2027, 4, 1),
    )
