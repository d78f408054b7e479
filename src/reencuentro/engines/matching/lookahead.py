"""Looking ahead: consensus of sampled futures (Bent and Van Hentenryck's "consensus" for online stochastic
combinatorial optimisation), off unless ``Policy.futures`` says how many.

A slot of this week that is given to one request today is not there for a more urgent one tomorrow. So the
rest of this week and the next are drawn a few times from requests of the past, and the joint optimum of
today's requests and the drawn ones over this week's and next week's slots is found for each draw. A pair of
today that none of these futures would ask today is not asked: the slot is kept. Among the others, the term
``scarce_slot`` takes off what the slot is used for in the futures that would rather give it to somebody else.

What it costs: normal requests wait longer under load, and a slot may be kept in vain. The benchmark shows
both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

import numpy as np

from . import rows, tidy
from .arrays import Bools, Floats, Ints, quantised
from .block import Block, block
from .rows import Column, Row
from .solve import NOBODY, optimum
from .types import Pair, Request, Turnaround

WEEK = 7
LATER = 0.8  # what the value of next week is multiplied with: nothing tomorrow is as sure as today
MOST_PAST = 200  # requests of one country that are drawn from, the latest


@dataclass(frozen=True)
class Forecast:
    """``past``: requests to draw from, oldest first, each with its own span from ``received`` to
    ``deadline``. ``per_day``: how many arrive on average.
    """

    past: Sequence[Request]
    per_day: float


def from_open(requests: Sequence[Request], now: datetime) -> Forecast:
    """Where nothing else is known: what is open, arriving as fast as it did in the last week. ``requests`` in
    an order of their own, not that of the caller.
    """
    zone = tidy.zone_of(now)
    recent = [one for one in requests if tidy.since(tidy.moment(one.received, zone), now).days < WEEK]
    return Forecast(requests, len(recent) / WEEK)


@dataclass(frozen=True)
class _Drawn:
    """Requests that may come: ``rows`` as on their own morning, ``days`` until then, ``future`` says which of
    the sampled futures each belongs to.
    """

    rows: list[Row]
    days: Ints
    future: Ints


def looked_ahead(
    today: Block,
    *,
    now: datetime,
    turnaround: Turnaround,
    bans: Sequence[Pair],
    forecast: Forecast,
    seed: int,
) -> Block:
    """The same day with ``scarce_slot`` terms, and without the pairs for which no future would spend a slot.

    The same inputs draw the same futures; each country has its own.
    """
    dice = _dice(seed, now, today.requests[0].country)
    left = WEEK - now.weekday()
    drawn = _draw(today, now, left, forecast, dice)
    weeks = _Weeks(today, drawn, now, left, turnaround, bans)
    used = [weeks.used(number) for number in range(today.policy.futures)]
    share = np.mean([taken for taken, _ in used], axis=0)
    elsewhere = np.mean([np.where(taken, 0.0, worth) for taken, worth in used], axis=0)
    return today.with_scarce(quantised(elsewhere), held=(share == 0) & _can_wait(today, share))


def _can_wait(today: Block, share: Floats) -> Bools:
    """A critical request that no future would ask today is asked all the same: what may come is no reason to
    let it wait.
    """
    critical = np.array([row.urgency == "critical" for row in today.requests])
    return np.asarray(~critical | share.any(axis=1))[:, None]


def _dice(seed: int, now: datetime, country: str) -> np.random.Generator:
    text = f"{seed} {now.date().isoformat()} {country}"
    return np.random.default_rng(int.from_bytes(sha256(text.encode()).digest()[:8]))


def _draw(today: Block, now: datetime, left: int, forecast: Forecast, dice: np.random.Generator) -> _Drawn:
    """From tomorrow until the end of next week; ``left``: days of this week, today included."""
    ours = [one for one in forecast.past if one.country == today.requests[0].country]
    share = len(ours) / len(forecast.past) if forecast.past else 0.0
    past = rows.rows(ours[-MOST_PAST:], now)[0]
    span = left + WEEK - 1
    counts = dice.poisson(forecast.per_day * share * span if past else 0.0, size=today.policy.futures)
    days = dice.integers(1, span + 1, size=counts.sum())
    which = dice.integers(max(1, len(past)), size=counts.sum())
    return _Drawn(
        [_on_arrival(past[place]) for place in which], days, np.repeat(np.arange(len(counts)), counts)
    )


def _on_arrival(row: Row) -> Row:
    """Nobody knows it yet: no name, nobody has declined it."""
    length = row.days_left + row.waited.days
    return replace(row, id="", days_left=length, waited=timedelta(), barred=frozenset())


def _later(row: Row, days: int) -> Row:
    return replace(row, days_left=row.days_left - days)


class _Weeks:
    """What today's and the drawn requests are worth in this week's slots and in next week's."""

    def __init__(
        self,
        today: Block,
        drawn: _Drawn,
        now: datetime,
        left: int,
        turnaround: Turnaround,
        bans: Sequence[Pair],
    ) -> None:
        self.ours, self.drawn = len(today.requests), drawn
        play = partial(block, policy=today.policy, turnaround=turnaround, pins=(), bans=bans)
        this = play([*today.requests, *drawn.rows], today.defenders)
        days = [0] * self.ours + drawn.days.tolist()
        waited = [max(0, left - day) for day in days]
        postponed = [_later(row, day) for row, day in zip(this.requests, waited, strict=True)]
        after = play(postponed, _next_week(today.defenders, now, left))
        in_time = (np.array(days) < left)[:, None]
        self.weights = np.hstack([np.where(in_time, this.weights, 0.0), quantised(LATER * after.weights)])
        self.weights[: self.ours][today.pinned] = 0.0
        self.left = today.slots - np.bincount(today.pins[today.pinned], minlength=len(today.slots))
        self.slots = np.concatenate([self.left, after.slots])

    def used(self, future: int) -> tuple[Bools, Floats]:
        """In one future: today's requests x Defenders, who is asked this week; and for each Defender what the
        least of this week's slots is used for, 0 if one stays free.
        """
        lines = np.concatenate([np.arange(self.ours), self.ours + np.nonzero(self.drawn.future == future)[0]])
        assigned = optimum(self.weights[lines], self.slots)
        now = np.nonzero((assigned != NOBODY) & (assigned < len(self.left)))[0]
        taken = np.zeros((self.ours, len(self.left)), dtype=bool)
        mine = now[now < self.ours]
        taken[mine, assigned[mine]] = True
        least = np.full(len(self.left), np.inf)
        np.minimum.at(least, assigned[now], self.weights[lines[now], assigned[now]])
        full = np.bincount(assigned[now], minlength=len(self.left)) >= self.left
        return taken, np.where(full & np.isfinite(least), least, 0.0)


def _next_week(defenders: Sequence[Column], now: datetime, left: int) -> list[Column]:
    given = [replace(one.given, slots_left=one.given.week_capacity) for one in defenders]
    return rows.columns(given, now + timedelta(days=left))
