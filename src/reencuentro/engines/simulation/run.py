"""A world, day by day: answers come in, new requests arrive, a policy proposes, Defenders are asked.

The rules of the play:

- A proposal holds one slot of the current week from the moment of asking. The answer is there the next
  morning: a yes uses the slot, a no gives it back if its week is not over, and the request is open again
  (that is the day a decline costs).
- Slots of a week that nobody used are gone.
- Every proposal is checked here against the hard rules, independently of the engine; one that breaks a rule
  is counted and not carried out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

import numpy as np

from ..matching import Defender, Request, Turnaround
from ..matching.arrays import Floats, Ints
from .world import WEEK, World, request_ids

MEMORY_WEEKS = 4  # how far back the share of used capacity looks

Pair = tuple[str, str]


@dataclass(frozen=True)
class Day:
    """What a policy may see in the morning. ``past`` holds the requests of the last ``past_days`` days."""

    now: datetime
    days_left_in_week: int
    requests: Sequence[Request]
    defenders: Sequence[Defender]
    turnaround: Turnaround
    past: Sequence[Request]
    past_days: int


@dataclass(frozen=True)
class Proposal:
    """Pairs (request id, Defender id) to be asked today, and the requests that were brought to attention."""

    pairs: Sequence[Pair]
    alarmed: frozenset[str] | None = None


class Chooser(Protocol):
    def __call__(self, day: Day) -> Proposal:
        """May be asked once a day; must be a function of what it is given."""


@dataclass(frozen=True)
class Asked:
    """One offer: rows and columns of the world, the day of asking, and what came of it."""

    row: int
    column: int
    day: int
    accepted: bool


@dataclass
class Run:
    """What happened. ``violations``: proposals that broke a hard rule. ``missed``: days on which a request
    stood without the alarm it needed; None if the policy raises none.
    """

    world: World
    asked: list[Asked] = field(default_factory=list)
    violations: int = 0
    needed: int = 0
    missed: int | None = None

    @property
    def accepted(self) -> list[Asked]:
        return [one for one in self.asked if one.accepted]


def run(world: World, choose: Chooser, *, turnaround: Turnaround | None = None) -> Run:
    """``turnaround``: what the policy believes; None = the truth of the world."""
    state = _State(world, turnaround or world.turnaround)
    for day in range(world.days):
        state.hear_answers(day)
        state.open_and_withdraw(day)
        state.ask(choose(state.morning(day)), day)
    state.hear_answers(world.days)
    return state.run


class _State:
    def __init__(self, world: World, believed: Turnaround) -> None:
        self.world, self.believed = world, believed
        self.run = Run(world)
        self.rows = request_ids(world.arrivals)
        self.columns = {one.id: column for column, one in enumerate(world.defenders)}
        self.open: dict[int, Request] = {}
        self.open_before: dict[int, Request] = {}
        self.waiting: list[tuple[int, int, int]] = []
        self.next = 0
        self.capacity: Ints = np.array([max(0, one.week_capacity) for one in world.defenders])
        self.left = self.capacity.copy()
        self.belief = np.array([one.acceptance for one in world.defenders], dtype=float).reshape(-1, 2)
        # Taken in each of the last weeks; before the first day as the Defenders' own `use` says.
        use = np.array([one.use for one in world.defenders])
        self.taken: list[Floats] = [use * self.capacity for _ in range(MEMORY_WEEKS)]

    def hear_answers(self, day: int) -> None:
        """Of yesterday's offers. On a Monday the new week begins after the answers."""
        for row, column, asked in self.waiting:
            yes = bool(self.world.answers[row, column])
            self.run.asked.append(Asked(row, column, asked, yes))
            self.belief[column, 0 if yes else 1] += 1
            if not yes:
                self._decline(row, column)
        self.waiting = []
        if day % WEEK == 0 and day:
            self.left = self.capacity.copy()
            self.taken = [*self.taken[1:], np.zeros(len(self.capacity))]

    def _decline(self, row: int, column: int) -> None:
        self.left[column] += 1
        self.taken[-1][column] -= 1
        request = self.open_before[row]
        defender = self.world.defenders[column].id
        self.open[row] = replace(request, declined_by={*request.declined_by, defender})

    def open_and_withdraw(self, day: int) -> None:
        arrivals = self.world.arrivals
        while self.next < len(arrivals) and arrivals[self.next].day <= day:
            self.open[self.next] = arrivals[self.next].request
            self.next += 1
        self.open = {row: one for row, one in sorted(self.open.items()) if arrivals[row].lapses > day}

    def morning(self, day: int) -> Day:
        world = self.world
        return Day(
            now=world.morning(day),
            days_left_in_week=WEEK - day % WEEK,
            requests=list(self.open.values()),
            defenders=self._defenders(day),
            turnaround=self.believed,
            past=[*world.history, *(one.request for one in world.arrivals[: self.next])],
            past_days=world.history_days + day + 1,
        )

    def _defenders(self, day: int) -> list[Defender]:
        recent = np.sum(self.taken, axis=0)
        whole = self.capacity * MEMORY_WEEKS
        use = np.divide(recent, whole, out=np.ones(len(whole)), where=whole > 0)
        return [
            replace(
                one,
                slots_left=int(self.left[column]),
                use=min(1.0, float(use[column])),
                acceptance=(float(self.belief[column, 0]), float(self.belief[column, 1])),
            )
            for column, one in enumerate(self.world.defenders)
        ]

    def ask(self, proposal: Proposal, day: int) -> None:
        self._watch(proposal.alarmed, day)
        self.open_before = dict(self.open)
        for request, defender in proposal.pairs:
            row, column = self.rows.get(request, -1), self.columns.get(defender, -1)
            if self._allowed(row, column, day):
                self.left[column] -= 1
                self.taken[-1][column] += 1
                self.waiting.append((row, column, day))
                del self.open[row]
            else:
                self.run.violations += 1

    def _allowed(self, row: int, column: int, day: int) -> bool:
        return (
            row in self.open
            and column >= 0
            and bool(self.world.able[row, column])
            and bool(self.world.present[column, day])
            and int(self.left[column]) > 0
            and self.world.defenders[column].id not in self.open[row].declined_by
        )

    def _watch(self, alarmed: frozenset[str] | None, day: int) -> None:
        """Every request that somebody could take and that is older than a week, or can no longer be expected
        by its deadline, must have been brought to attention this morning.
        """
        if alarmed is None:
            return
        self.run.missed = self.run.missed or 0
        for row, request in self.open.items():
            if self.world.able[row].any() and self._needs_alarm(row, request, day):
                self.run.needed += 1
                self.run.missed += request.id not in alarmed

    def _needs_alarm(self, row: int, request: Request, day: int) -> bool:
        if day - self.world.arrivals[row].day > WEEK:
            return True
        if request.deadline is None:
            return False
        days_left = (request.deadline - self.world.date(day)).days
        return bool(np.exp(self.world.log_days[0][row][self.world.able[row]].min()) > days_left)
