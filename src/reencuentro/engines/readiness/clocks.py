"""When something is due: from a rule, the day that starts it, and the federal holidays.

The rules are data (amount, unit, calendar …); this module only counts. Where counting is ambiguous it takes
the earlier day and says so, because a child pays for a date that was too late.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from ..partial_date import PartialDate
from ..reasons import Reason, because

Direction = Literal["after", "before", "strictly_before_anniversary"]
Anchor = date | datetime | PartialDate


class ClockError(ValueError):
    """The question does not fit the rule: an unknown variant, or an occurrence that the rule does not
    have.
    """


@dataclass(frozen=True)
class Holidays:
    """U.S. federal holidays (as observed) of all years from ``first_year`` to ``last_year``."""

    days: frozenset[date]
    first_year: int
    last_year: int

    def covers(self, day: date) -> bool:
        return self.first_year <= day.year <= self.last_year

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.days


@dataclass(frozen=True)
class ClockRule:
    """How long from the anchor. ``amount`` None = not known here: a person must enter the date.

    ``variants``: another amount under a named condition. ``steps``: several due dates from one anchor.
    ``repeats``: due again after each further ``amount``. ``alerts_before``: days before the due date.
    """

    id: str
    amount: int | None
    unit: Literal["hours", "days", "years"]
    calendar: Literal["calendar", "business"] = "calendar"
    direction: Direction = "after"
    variants: tuple[tuple[str, int], ...] = ()
    steps: tuple[int, ...] = ()
    repeats: bool = False
    user_entry: bool = False
    unverified: bool = False
    alerts_before: tuple[int, ...] = ()


@dataclass(frozen=True)
class Due:
    """``on`` None = cannot be computed. ``at`` is set for hours counted from a known time of day."""

    on: date | None
    at: datetime | None
    explanation: tuple[Reason, ...]
    unverified: bool


def due(
    rule: ClockRule, anchor: Anchor, holidays: Holidays, *, variant: str = "", occurrence: int = 1
) -> Due:
    """The due date. ``occurrence`` counts from 1, for clocks that repeat or have steps. Raises ClockError."""
    amount = _amount(rule, variant, occurrence)
    reasons = [because("user_entry")] if rule.user_entry else []
    if amount is None:
        return Due(None, None, (because("amount_unknown", anchor=None), *reasons), True)
    if isinstance(anchor, PartialDate):
        if not anchor.is_exact:
            reasons.append(because("anchor_is_partial"))
        anchor = anchor.earliest()
    if rule.unit == "hours":
        return _hours(rule, anchor, amount, reasons)
    start = anchor.date() if isinstance(anchor, datetime) else anchor
    counted = because("counted", amount=amount, unit=rule.unit, calendar=rule.calendar, start=start)
    if rule.unit == "years":
        on, more = _anniversary(rule, start, amount)
    elif rule.calendar == "business":
        on, more = _business_days(start, amount if rule.direction == "after" else -amount, holidays)
    else:
        on, more = start + timedelta(days=amount if rule.direction == "after" else -amount), []
    if not holidays.is_business_day(on):
        more.append(because("falls_on_closed_day", on=on))
    unknown_holidays = any(reason.code == "holidays_unknown" for reason in more)
    return Due(on, None, (counted, *more, *reasons), rule.unverified or unknown_holidays)


def occurrences(
    rule: ClockRule, anchor: Anchor, holidays: Holidays, *, until: date, variant: str = ""
) -> list[Due]:
    """All due dates up to and including ``until``: one, each step, or each repetition. Empty where none is
    known.
    """
    found = []
    number = 1
    while (one := due(rule, anchor, holidays, variant=variant, occurrence=number)).on and one.on <= until:
        found.append(one)
        number += 1
        if number > (len(rule.steps) or 1) and not rule.repeats:
            break
    return found


def alerts(rule: ClockRule, on: date) -> tuple[date, ...]:
    """The days on which somebody should be reminded of a due date, earliest first."""
    return tuple(on - timedelta(days=days) for days in sorted(rule.alerts_before, reverse=True))


def _amount(rule: ClockRule, variant: str, occurrence: int) -> int | None:
    if occurrence < 1:
        raise ClockError(f"{rule.id}: occurrences count from 1")
    if rule.steps:
        if occurrence > len(rule.steps):
            raise ClockError(f"{rule.id}: has {len(rule.steps)} steps")
        return rule.steps[occurrence - 1]
    amounts = dict(rule.variants)
    if variant and variant not in amounts:
        raise ClockError(f"{rule.id}: no variant {variant}")
    amount = amounts[variant] if variant else rule.amount
    if occurrence > 1 and not rule.repeats:
        raise ClockError(f"{rule.id}: does not repeat")
    return None if amount is None else amount * occurrence


def _hours(rule: ClockRule, anchor: date, amount: int, reasons: list[Reason]) -> Due:
    if isinstance(anchor, datetime):
        at = anchor + timedelta(hours=amount)
        counted = because("counted", amount=amount, unit="hours", calendar="calendar", start=anchor.date())
        return Due(at.date(), at, (counted, *reasons), rule.unverified)
    on = anchor + timedelta(days=amount // 24)
    counted = because("counted", amount=amount, unit="hours", calendar="calendar", start=anchor)
    return Due(on, None, (counted, because("time_of_day_unknown"), *reasons), rule.unverified)


def _anniversary(rule: ClockRule, start: date, years: int) -> tuple[date, list[Reason]]:
    year = start.year + years
    reasons = []
    if (start.month, start.day) == (2, 29) and not calendar.isleap(year):
        on = date(year, 2, 28)
        reasons.append(because("leap_day_counted_early"))
    else:
        on = start.replace(year=year)
    if rule.direction == "strictly_before_anniversary":
        on -= timedelta(days=1)
        reasons.append(because("last_day_before_anniversary"))
    return on, reasons


def _business_days(start: date, amount: int, holidays: Holidays) -> tuple[date, list[Reason]]:
    """The day of the event does not count; every weekday that is no federal holiday does."""
    step = timedelta(days=1 if amount >= 0 else -1)
    on, left, skipped = start, abs(amount), 0
    while left:
        on += step
        if holidays.is_business_day(on):
            left -= 1
        elif on in holidays.days:
            skipped += 1
    reasons = [because("holidays_skipped", number=skipped)] if skipped else []
    if not (holidays.covers(start) and holidays.covers(on)):
        reasons.append(
            because("holidays_unknown", first_year=holidays.first_year, last_year=holidays.last_year)
        )
    return on, reasons
