"""Requests and Defenders as the engine sees them: tidy, in a fixed order, every id once."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any

from . import tidy
from .types import Defender, Request

URGENCIES = ("critical", "high", "normal")
MOST_HOURS = 1000.0  # beyond it a journey is simply far; sums stay exact
MOST_SLOTS = 1_000_000


@dataclass(frozen=True)
class Row:
    """One request. ``given``: for an estimate. ``barred``: Defenders who may not be asked, whatever the
    reason. ``days_left``: inf = no deadline.
    """

    given: Request
    id: str
    country: str
    department: str
    required: frozenset[str]
    preferred: tuple[str, ...]
    urgency: str
    deadline: date | None
    days_left: float
    waited: timedelta
    away_from: tuple[frozenset[str], frozenset[str]]
    needs_woman: bool
    barred: frozenset[str]


@dataclass(frozen=True)
class Column:
    """One Defender. ``at_work``: takes work today. ``accepts``: the chance that an offer is accepted."""

    given: Defender
    id: str
    country: str
    bases: frozenset[str]
    hours: dict[str, float]
    languages: frozenset[str]
    slots: int
    woman: bool
    at_work: bool
    use: float
    accepts: float


def rows(requests: Sequence[Request], now: datetime) -> tuple[list[Row], list[int]]:
    """The requests in the order in which ties are decided (urgency, deadline, received, id), and where each
    stood. A second row with the same id is left out.
    """
    tidied = [_row(one, now) for one in requests]
    order = sorted(range(len(tidied)), key=lambda place: _order(tidied[place]))
    first = {tidied[place].id: place for place in reversed(order)}
    kept = [place for place in order if first[tidied[place].id] == place]
    return [tidied[place] for place in kept], kept


def columns(defenders: Iterable[Defender], now: datetime) -> list[Column]:
    """The Defenders by id. Several rows with one id become one that may do only what all of them may."""
    alike: dict[str, list[Column]] = {}
    for one in defenders:
        column = _column(one, now)
        alike.setdefault(column.id, []).append(column)
    return [reduce(_both, alike[id]) for id in sorted(alike)]


def _order(row: Row) -> tuple[Any, ...]:
    return URGENCIES.index(row.urgency), row.days_left, -row.waited, row.id


def _row(one: Request, now: datetime) -> Row:
    zone = tidy.zone_of(now)
    wishes = tidy.mapping(one.languages, "required")
    deadline = tidy.day(one.deadline, zone)
    return Row(
        given=_plain(one),
        id=str(one.id),
        country=tidy.word(one.country),
        department=tidy.word(one.department),
        required=frozenset(code for code, wish in wishes.items() if wish != "preferred"),
        preferred=tuple(sorted(code for code, wish in wishes.items() if wish == "preferred")),
        urgency=one.urgency if one.urgency in URGENCIES else "normal",
        deadline=deadline,
        days_left=math.inf if deadline is None else float((deadline - now.date()).days),
        waited=tidy.since(tidy.moment(one.received, zone), now),
        away_from=(tidy.words(one.exclude_municipalities), tidy.words(one.exclude_departments)),
        needs_woman=bool(one.needs_woman),
        barred=tidy.words(one.blocked) | tidy.words(one.declined_by),
    )


def _plain(one: Request) -> Request:
    """Words where an estimate expects words to look up."""
    if all(isinstance(value, str) for value in (one.country, one.department, one.kind)):
        return one
    return replace(
        one,
        country=tidy.word(one.country),
        department=tidy.word(one.department),
        kind=tidy.word(one.kind),
    )


def _column(one: Defender, now: datetime) -> Column:
    hours = tidy.mapping(one.territory, 0.0)
    return Column(
        given=one,
        id=str(one.id),
        country=tidy.word(one.country),
        bases=frozenset([tidy.word(one.base)]),
        hours={code: tidy.number(value, 0.0, 0.0, MOST_HOURS) for code, value in hours.items()},
        languages=tidy.words(one.languages),
        slots=int(tidy.number(one.slots_left, 0.0, 0.0, MOST_SLOTS)),
        woman=bool(one.woman),
        at_work=_at_work(one.windows, now),
        use=tidy.number(one.use, 0.0, 0.0, 1.0),
        accepts=_accepts(one.acceptance),
    )


def _at_work(windows: Any, now: datetime) -> bool:
    """Windows that cannot be read are windows in which nobody works."""
    if not windows:
        return True
    zone = tidy.zone_of(now)
    days = [(tidy.day(first, zone), tidy.day(last, zone)) for first, last in tidy.couples(windows)]
    return any(first and last and first <= now.date() <= last for first, last in days)


def _accepts(acceptance: Any) -> float:
    """The mean of the Beta distribution; one half if it is none."""
    pair = next(iter(tidy.couples([acceptance])), (0.0, 0.0))
    alpha, beta = (tidy.number(value, 0.0, 0.0, 1e12) for value in pair)
    return alpha / (alpha + beta) if alpha + beta > 0 else 0.5


def _both(one: Column, other: Column) -> Column:
    """The cautious reading of two rows about the same person."""
    shared = one.hours.keys() & other.hours.keys()
    return replace(
        one,
        country=one.country if one.country == other.country else "",
        bases=one.bases | other.bases,
        hours={code: max(one.hours[code], other.hours[code]) for code in shared},
        languages=one.languages & other.languages,
        slots=min(one.slots, other.slots) if one.country == other.country else 0,
        woman=one.woman and other.woman,
        at_work=one.at_work and other.at_work,
        use=max(one.use, other.use),
        accepts=min(one.accepts, other.accepts),
    )
