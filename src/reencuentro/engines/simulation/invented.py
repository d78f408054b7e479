"""An invented network and its requests: five countries, 60 Defenders, languages, absences, surges.

Assumptions, all of them ours (nothing was published on such a network), in the tables below:

- Each country is a square with departments at random places; Defenders live rather where requests come
  from, and cover the nearest departments within about six hours.
- One in three requests from Guatemala comes with an indigenous language, half of those need it; Defenders
  speak the language of their own department half of the time.
- Requests arrive as a Poisson stream with two surges of a fortnight in each country.
- Defenders accept between roughly half and nearly all of what they are asked. A policy learns the rate only
  from the answers.
- A capacity of one to three a week, two absences of two weeks in 180 days. About 7 % of requests find no
  eligible Defender at all.
- Days until delivery are lognormal, with effects of kind, country, department and Defender.

``load`` = requests that somebody could take, divided by slots of Defenders who are there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeVar

import numpy as np

from ..matching import Defender, Request
from ..matching.arrays import Floats
from .world import WEEK, Arrival, World, lapse_day, morning

T = TypeVar("T")
Urgency = Literal["critical", "high", "normal"]


@dataclass(frozen=True)
class Country:
    """``share`` of all requests; ``language_share`` of its requests come with an indigenous language."""

    share: float
    defenders: int
    departments: int
    languages: tuple[str, ...]
    language_share: float


COUNTRIES = {
    "GT": Country(0.40, 22, 22, ("mam", "quc", "kek", "kjb", "ixl", "cak"), 0.33),
    "HN": Country(0.26, 15, 18, ("cab", "miq"), 0.06),
    "SV": Country(0.14, 9, 14, (), 0.0),
    "MX": Country(0.12, 8, 12, ("nhn", "zap", "tzh"), 0.18),
    "NI": Country(0.08, 6, 12, ("miq",), 0.10),
}
# Kind: share of requests, median days.
KINDS = {
    "birth_certificate": (0.34, 6.0),
    "identity_document": (0.16, 9.0),
    "family_interview": (0.16, 8.0),
    "home_visit": (0.12, 12.0),
    "school_record": (0.08, 14.0),
    "health_record": (0.06, 18.0),
    "custody_order": (0.05, 30.0),
    "recognition_of_parentage": (0.03, 45.0),
}
# Urgency: share, first and last day of the deadline after arrival, share without a deadline.
URGENCY: dict[Urgency, tuple[float, int, int, float]] = {
    "critical": (0.15, 8, 24, 0.0),
    "high": (0.30, 16, 45, 0.1),
    "normal": (0.55, 30, 90, 0.4),
}
CAPACITIES = {1: 0.6, 2: 0.3, 3: 0.1}
SPREAD = {"days": 0.65, "country": 0.2, "department": 0.2, "defender": 0.25}  # sd of log days
REACH_HOURS = 6.0
HOURS_ACROSS = 14.0  # to travel from one side of a country's square to the other
WOMEN, NEEDS_WOMAN, EXCLUDES = 0.55, 0.12, 0.05
ACCEPTANCE = (6.0, 2.0)  # Beta: true rates, mean .75
PRIOR = (3.0, 1.0)  # what a policy believes of somebody who has never answered
SURGES, SURGE_DAYS, SURGE_FACTOR = 2, 14, 2.0
ABSENCES, ABSENCE_WEEKS = 2, 2
HISTORY_DAYS = 56
START = date(2027, 1, 4)  # a Monday


class TrueTurnaround:
    """What really happens: log days are the sum of the effects of kind, country, department and Defender, with
    the same spread for all.
    """

    def __init__(self, effects: Mapping[str, float]) -> None:
        self._effects = effects

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        return self._request(request) + self._of(defender.id), SPREAD["days"]

    def predict_many(
        self, requests: Sequence[Request], defenders: Sequence[Defender]
    ) -> tuple[Floats, Floats]:
        rows = np.array([self._request(one) for one in requests])
        columns = np.array([self._of(one.id) for one in defenders])
        return rows[:, None] + columns, np.array([[SPREAD["days"]]])

    def by_kind(self) -> "TrueTurnaround":
        """What somebody would believe who knows kinds and countries well, and nobody's own pace."""
        known = {level: days for level, days in self._effects.items() if level in KINDS or level in COUNTRIES}
        return TrueTurnaround(known)

    def _request(self, request: Request) -> float:
        return sum(map(self._of, (request.kind, request.country, request.department or "")))

    def _of(self, level: str) -> float:
        return self._effects.get(level, 0.0)


def invented_world(
    *, load: float, seed: int, days: int = 180, countries: Mapping[str, Country] = COUNTRIES
) -> World:
    """The same arguments give the same world."""
    dice = np.random.default_rng(seed)
    maps = {code: _Map(code, country, dice) for code, country in countries.items()}
    defenders = tuple(
        one
        for code, country in countries.items()
        for one in _defenders(maps[code], country.defenders, days, dice)
    )
    rate = _rate(load, defenders, maps, days, dice)
    history = _arrivals(maps, rate, HISTORY_DAYS, -HISTORY_DAYS, dice)
    arrivals = _arrivals(maps, rate, days, 0, dice)
    accepts = dice.beta(*ACCEPTANCE, size=len(defenders))
    effects = _effects(maps, defenders, dice)
    return World(
        start=START,
        days=days,
        defenders=defenders,
        arrivals=arrivals,
        answers=dice.random((len(arrivals), len(defenders))) < accepts,
        turnaround=TrueTurnaround(effects),
        history=tuple(one.request for one in history),
        history_days=HISTORY_DAYS,
    )


class _Map:
    """One country: departments with places, how many requests they send, and who speaks what."""

    def __init__(self, code: str, country: Country, dice: np.random.Generator) -> None:
        self.code, self.country = code, country
        self.departments = [f"{code}.{number:02}" for number in range(1, country.departments + 1)]
        self.places = dice.random((country.departments, 2))
        weight = 1 / np.arange(1, country.departments + 1) ** 0.8
        self.share: Floats = weight / weight.sum()
        self.language = [
            str(dice.choice(country.languages)) if country.languages else "" for _ in self.departments
        ]

    def hours(self, base: int) -> Floats:
        distance = np.hypot(*(self.places - self.places[base]).T)
        return np.asarray(np.round(0.5 + HOURS_ACROSS * distance, 1))


def _defenders(there: _Map, count: int, days: int, dice: np.random.Generator) -> list[Defender]:
    return [_defender(there, number, days, dice) for number in range(count)]


def _defender(there: _Map, number: int, days: int, dice: np.random.Generator) -> Defender:
    even = np.full(len(there.departments), 1 / len(there.departments))
    base = int(dice.choice(len(there.departments), p=(there.share + even) / 2))
    hours = there.hours(base)
    reach = REACH_HOURS * dice.uniform(0.6, 1.2)
    spoken = {"spa"}
    if there.language[base] and dice.random() < 0.5:
        spoken.add(there.language[base])
    return Defender(
        id=f"{there.code.lower()}-{number:02}",
        country=there.code,
        base=there.departments[base],
        territory={
            name: float(far)
            for name, far in zip(there.departments, hours, strict=True)
            if far <= reach or name == there.departments[base]
        },
        languages=frozenset(spoken),
        week_capacity=int(dice.choice(list(CAPACITIES), p=list(CAPACITIES.values()))),
        woman=bool(dice.random() < WOMEN),
        windows=_windows(days, dice),
        acceptance=PRIOR,
    )


def _windows(days: int, dice: np.random.Generator) -> tuple[tuple[date, date], ...]:
    """The spans between the absences, which are whole weeks."""
    count = round(ABSENCES * days / 180)
    away = sorted(int(week) for week in dice.choice(max(1, days // WEEK), size=count))
    windows, first = [], START
    for week in away:
        begin = START + timedelta(weeks=week)
        if begin > first:
            windows.append((first, begin - timedelta(days=1)))
        first = max(first, begin + timedelta(weeks=ABSENCE_WEEKS))
    return (*windows, (first, START + timedelta(days=days + WEEK)))


def _rate(
    load: float,
    defenders: tuple[Defender, ...],
    maps: Mapping[str, _Map],
    days: int,
    dice: np.random.Generator,
) -> float:
    """Requests a day: from the slots that are really there, and a sample that shows how many can be taken."""
    sample = _arrivals(maps, 20.0, 60, 0, dice)
    nobody = dice.random((len(sample), len(defenders))) < 0
    trial = World(START, days, defenders, sample, nobody, TrueTurnaround({}))
    slots = sum(one.week_capacity * days_there(one, days) for one in defenders) / WEEK
    takeable = float(trial.able.any(axis=1).mean())
    return load * slots / days / max(takeable, 0.01)


def days_there(defender: Defender, days: int) -> int:
    """Of the first ``days`` days, those within a window."""
    last = START + timedelta(days=days - 1)
    spans = ((max(first, START), min(end, last)) for first, end in defender.windows)
    return sum(max(0, (end - first).days + 1) for first, end in spans)


def _arrivals(
    maps: Mapping[str, _Map], rate: float, days: int, first: int, dice: np.random.Generator
) -> tuple[Arrival, ...]:
    """In order of arrival; ids count within their span."""
    found: list[Arrival] = []
    for there in maps.values():
        counts = dice.poisson(_daily(rate * there.country.share, days, dice))
        for day, count in enumerate(counts):
            found += [_arrival(there, first + day, dice) for _ in range(count)]
    found.sort(key=lambda one: one.day)
    mark = "h" if first < 0 else "r"
    return tuple(
        replace(one, request=replace(one.request, id=f"{mark}{number:05}"))
        for number, one in enumerate(found)
    )


def _daily(mean: float, days: int, dice: np.random.Generator) -> Floats:
    """Expected requests of each day; the surges do not change their sum."""
    factor = np.ones(days)
    for _ in range(round(SURGES * days / 180)):
        begin = int(dice.integers(0, max(1, days - SURGE_DAYS)))
        factor[begin : begin + SURGE_DAYS] = SURGE_FACTOR
    return np.asarray(mean * factor / factor.mean())


def _arrival(there: _Map, day: int, dice: np.random.Generator) -> Arrival:
    department = int(dice.choice(len(there.departments), p=there.share))
    urgency = _drawn({name: row[0] for name, row in URGENCY.items()}, dice)
    _, soonest, latest, without = URGENCY[urgency]
    length = None if dice.random() < without else int(dice.integers(soonest, latest + 1))
    arrived = START + timedelta(days=day)
    request = Request(
        id="",
        country=there.code,
        department=there.departments[department],
        municipality="",
        kind=_drawn({name: row[0] for name, row in KINDS.items()}, dice),
        languages=_languages(there, department, dice),
        urgency=urgency,
        deadline=None if length is None else arrived + timedelta(days=length),
        received=morning(arrived),
        exclude_departments=frozenset({there.departments[department]} if dice.random() < EXCLUDES else ()),
        needs_woman=bool(dice.random() < NEEDS_WOMAN),
    )
    return Arrival(day, request, lapse_day(day, length))


def _languages(
    there: _Map, department: int, dice: np.random.Generator
) -> dict[str, Literal["required", "preferred"]]:
    if not there.language[department] or dice.random() >= there.country.language_share:
        return {}
    return {there.language[department]: "required" if dice.random() < 0.5 else "preferred"}


def _effects(
    maps: Mapping[str, _Map], defenders: tuple[Defender, ...], dice: np.random.Generator
) -> dict[str, float]:
    effects = {kind: float(np.log(median)) for kind, (_, median) in KINDS.items()}
    for there in maps.values():
        effects[there.code] = float(dice.normal(0, SPREAD["country"]))
        for department in there.departments:
            effects[department] = float(dice.normal(0, SPREAD["department"]))
    for one in defenders:
        effects[one.id] = float(dice.normal(0, SPREAD["defender"]))
    return effects


def _drawn(shares: Mapping[T, float], dice: np.random.Generator) -> T:
    names = list(shares)
    return names[int(dice.choice(len(names), p=list(shares.values())))]
