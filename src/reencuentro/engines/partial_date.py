"""Dates as people know them: a day, a month, a year, or "about" one of these.

The text form is a subset of EDTF (ISO 8601-2) levels 0 and 1: ``2014``, ``2014-03``, ``2014-03-12`` and
each of them with a trailing ``~`` for approximate. Whether a date may lie in the future is the caller's
rule, not this module's.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

Part = Literal["year", "month", "day", "whole"]

# Wide enough for every living person and their grandparents, narrow enough to catch a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1800, 2199

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)
_DIGITS = re.compile(r"\d{1,4}", re.ASCII)


class InvalidPartialDate(ValueError):
    """A date that cannot be. Carries which part is wrong and a code, never what was typed (it may be a
    birthday).

    Codes: ``not_a_date``, ``missing``, ``not_a_number``, ``four_digits``, ``out_of_range``, ``no_such_day``.
    """

    def __init__(self, part: Part, code: str) -> None:
        super().__init__(f"{part}: {code}")
        self.part = part
        self.code = code


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, the month or the day.

    ``approximate`` means that the finest known part may be off by one: a year, a month or a day. That is
    how far stated birth dates usually stray in practice, and it is what ``earliest`` and ``latest`` allow
    for.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise InvalidPartialDate("year", "out_of_range")
        if self.month is None:
            if self.day is not None:
                raise InvalidPartialDate("month", "missing")
            return
        if not 1 <= self.month <= 12:
            raise InvalidPartialDate("month", "out_of_range")
        if self.day is None:
            return
        if not 1 <= self.day <= 31:
            raise InvalidPartialDate("day", "out_of_range")
        if self.day > _days_in(self.year, self.month):
            raise InvalidPartialDate("day", "no_such_day")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the EDTF subset. Raises InvalidPartialDate."""
        match = _EDTF.fullmatch(text.strip())
        if not match:
            raise InvalidPartialDate("whole", "not_a_date")
        year, month, day, tilde = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, bool(tilde))

    @classmethod
    def from_parts(cls, day: str, month: str, year: str, *, approximate: bool = False) -> Self:
        """Read three separate inputs of a form; day and month may be empty. Raises InvalidPartialDate for
        one part.
        """
        if not year.strip():
            raise InvalidPartialDate("year", "missing")
        if len(year.strip()) != 4:
            raise InvalidPartialDate("year", "four_digits")
        return cls(
            _number("year", year),
            _number("month", month) if month.strip() else None,
            _number("day", day) if day.strip() else None,
            approximate,
        )

    @classmethod
    def from_date(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_stated_age(cls, age: int, *, in_year: int) -> Self:
        """The birth year of somebody said to be ``age`` in ``in_year``: approximate, as the birthday is
        unknown.
        """
        if not 0 <= age <= 120:
            raise InvalidPartialDate("year", "out_of_range")
        return cls(in_year - age, approximate=True)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + ("~" if self.approximate else "")

    @property
    def is_exact(self) -> bool:
        """True when one single day is meant."""
        return self.day is not None and not self.approximate

    def earliest(self) -> date:
        """The first day that this date can mean."""
        first = date(self.year, self.month or 1, self.day or 1)
        return self._shift(first, -1) if self.approximate else first

    def latest(self) -> date:
        """The last day that this date can mean."""
        month = self.month or 12
        last = date(self.year, month, self.day or _days_in(self.year, month))
        return self._shift(last, +1) if self.approximate else last

    def age_on(self, today: date) -> tuple[int, int]:
        """Completed years of somebody born on this date: the lowest and the highest that are possible,
        never below 0.

        Somebody born on 29 February may come of age on 28 February or on 1 March of a common year,
        depending on who counts: both are in the range.
        """
        low = _completed_years(self.latest(), today)
        high = _completed_years(_early_birthday(self.earliest(), today.year), today)
        return max(low, 0), max(high, 0)

    def _shift(self, start: date, units: int) -> date:
        if self.day is not None:
            return start + timedelta(days=units)
        if self.month is None:
            return start.replace(year=start.year + units)
        index = start.year * 12 + start.month - 1 + units
        year, month = index // 12, index % 12 + 1
        return date(year, month, 1 if start.day == 1 else _days_in(year, month))


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _number(part: Part, text: str) -> int:
    if not _DIGITS.fullmatch(text.strip()):
        raise InvalidPartialDate(part, "not_a_number")
    return int(text.strip())


def _completed_years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _early_birthday(born: date, year: int) -> date:
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return born.replace(day=28)
    return born
