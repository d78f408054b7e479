"""What a paper says about the day of birth."""

import random
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .people import STATED

Said = dict[str, Any]


def born(day: date, rates: dict[str, float], chance: random.Random) -> tuple[Said, str]:
    """`dob` or `age` or neither, and the corruption, "" if the day is right. At most one of `rates` happens."""
    dice = chance.random()
    for op, rate in rates.items():
        dice -= rate
        if dice < 0:
            said = WRITTEN[op](day, chance)
            return said, op if said != {"dob": day.isoformat()} else ""
    return {"dob": day.isoformat()}, ""


def age(day: date) -> int:
    """Whole years on the day on which ages were stated."""
    return STATED.year - day.year - ((STATED.month, STATED.day) < (day.month, day.day))


def _swapped(day: date, chance: random.Random) -> Said:
    return _day(day.year, day.day, day.month) if day.day <= 12 else _day(day.year, day.month, day.day)


def _near_day(day: date, chance: random.Random) -> Said:
    return {"dob": (day + timedelta(days=chance.choice((-2, -1, -1, 1, 1, 2, 10, -10)))).isoformat()}


def _near_year(day: date, chance: random.Random) -> Said:
    year = day.year + chance.choice((-2, -1, -1, 1, 1, 2))
    return _day(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _rounded(day: date, chance: random.Random) -> Said:
    """Children are made older or younger by a year, the eldest a round number."""
    years = age(day)
    return {"age": max(0, 5 * round(years / 5) if years > 12 else years + chance.choice((-1, 1)))}


def _registered(day: date, chance: random.Random) -> Said:
    """The day on which the birth was registered instead."""
    return {"dob": min(day + timedelta(days=chance.randint(5, 300)), STATED).isoformat()}


def _day(year: int, month: int, day: int) -> Said:
    return {"dob": date(year, month, day).isoformat()}


WRITTEN: dict[str, Callable[[date, random.Random], Said]] = {
    "yonly": lambda day, chance: {"dob": f"{day.year}"},
    "ymonly": lambda day, chance: {"dob": f"{day:%Y-%m}"},
    "dm": _swapped,
    "dayoff": _near_day,
    "yoff": _near_year,
    "jan1": lambda day, chance: _day(day.year, 1, 1),
    "age": lambda day, chance: {"age": age(day)},
    "ageround": _rounded,
    "regdate": _registered,
    "nodob": lambda day, chance: {},
}
