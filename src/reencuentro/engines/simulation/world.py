"""What a simulation runs in: a network, the requests that will arrive, and what each Defender would answer.

A world is fixed before any policy acts in it, so that all policies meet the same requests and the same
answers, and the clairvoyant bound can be computed for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from ..matching import Defender, Request, Turnaround
from ..matching.arrays import Bools, Floats

WEEK = 7  # days; slots belong to a week and perish with it
GRACE_DAYS, LIFE_DAYS = 30, 90  # withdrawn so long after the deadline, or after arrival if there is none


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


@dataclass(frozen=True)
class Arrival:
    """A request that becomes open on the morning of ``day`` (0 = the first). On the morning of ``lapses`` it
    is withdrawn if nobody has accepted it: the child was released, moved, or came of age.
    """

    day: int
    request: Request
    lapses: int


@dataclass(frozen=True)
class World:
    """``answers``: requests x Defenders, True = would accept. ``slots_left`` of the Defenders means nothing
    here; each week brings ``week_capacity``. ``history``: requests of the time before, newest last, for
    policies that look at the past; ``history_days`` is how long that time was.
    """

    start: date
    days: int
    defenders: tuple[Defender, ...]
    arrivals: tuple[Arrival, ...]
    answers: Bools
    turnaround: Turnaround
    history: tuple[Request, ...] = ()
    history_days: int = 0

    def date(self, day: int) -> date:
        return self.start + timedelta(days=day)

    def morning(self, day: int) -> datetime:
        return morning(self.date(day))

    @cached_property
    def able(self) -> Bools:
        """Requests x Defenders: may ever be asked. Written without the engine's own rules, to check them."""
        return np.array(
            [[_able(arrival.request, one) for one in self.defenders] for arrival in self.arrivals], dtype=bool
        ).reshape(len(self.arrivals), len(self.defenders))

    @cached_property
    def present(self) -> Bools:
        """Defenders x days: takes work on that day."""
        return np.array(
            [[_present(one, self.date(day)) for day in range(self.days)] for one in self.defenders],
            dtype=bool,
        ).reshape(len(self.defenders), self.days)

    @cached_property
    def log_days(self) -> tuple[Floats, Floats]:
        """The true mean and standard deviation of log days, requests x Defenders; 0 and 1 where not able."""
        mu, sd = np.zeros(self.able.shape), np.ones(self.able.shape)
        for row, column in zip(*np.nonzero(self.able), strict=True):
            mu[row, column], sd[row, column] = self.turnaround.predict(
                self.arrivals[row].request, self.defenders[column]
            )
        return mu, sd

    @cached_property
    def hours(self) -> Floats:
        """Travel hours, requests x Defenders; 0 where not able."""
        found = np.zeros(self.able.shape)
        for row, column in zip(*np.nonzero(self.able), strict=True):
            found[row, column] = self.defenders[column].territory[self.arrivals[row].request.department]
        return found


def _able(request: Request, defender: Defender) -> bool:
    if request.country != defender.country or request.department not in defender.territory:
        return False
    if request.needs_woman and not defender.woman:
        return False
    if defender.id in request.blocked or defender.id in request.declined_by:
        return False
    if any(
        level == "required" and code not in defender.languages for code, level in request.languages.items()
    ):
        return False
    at_home = [place for place in request.exclude_departments if f"{defender.base}.".startswith(f"{place}.")]
    return not at_home and defender.base not in request.exclude_municipalities


def _present(defender: Defender, day: date) -> bool:
    return not defender.windows or any(first <= day <= last for first, last in defender.windows)


def lapse_day(arrived: int, days_to_deadline: int | None) -> int:
    """The day on which a request is withdrawn; None = it has no deadline."""
    if days_to_deadline is None:
        return arrived + LIFE_DAYS
    return arrived + max(0, days_to_deadline) + GRACE_DAYS


def weeks(days: int) -> int:
    """Weeks that are begun within so many days."""
    return -(-days // WEEK)


def slots_offered(world: World) -> Floats:
    """Defenders x weeks: slots of weeks in which the Defender is present on at least one day."""
    found = np.zeros((len(world.defenders), weeks(world.days)))
    capacity = np.array([max(0, one.week_capacity) for one in world.defenders], dtype=float)
    for week in range(found.shape[1]):
        there = world.present[:, week * WEEK : (week + 1) * WEEK].any(axis=1)
        found[:, week] = capacity * there
    return found


def request_ids(arrivals: Sequence[Arrival]) -> dict[str, int]:
    """Request id to row."""
    return {arrival.request.id: row for row, arrival in enumerate(arrivals)}
