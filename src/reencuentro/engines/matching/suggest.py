"""The day's proposal: for every open request whom to ask, and why."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import numpy as np

from ..reasons import because
from . import rows, tidy
from .alarms import waiting
from .arrays import Ints
from .block import Block, block
from .lookahead import Forecast, from_open, looked_ahead
from .priors import NeutralPrior
from .proposal import proposal
from .rows import Column, Row
from .types import Defender, Excluded, Pairs, Policy, Request, Suggestion, Turnaround

DEFAULT = Policy()


def suggest(
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    *,
    now: datetime,
    policy: Policy = DEFAULT,
    pins: Pairs = (),
    bans: Pairs = (),
    turnaround: Turnaround | None = None,
    seed: int = 0,
    forecast: Forecast | None = None,
) -> list[Suggestion]:
    """One suggestion for each request, in the order of ``requests``; together the best for each country.

    ``pins`` and ``bans``: (request id, Defender id). A pin on somebody who is not eligible is passed over in
    silence: an error would say that there is a conflict. A ban is stronger than a pin. ``turnaround`` None =
    the policy's neutral prior. ``seed`` and ``forecast`` are for the look-ahead (``policy.futures`` above 0);
    without it nothing is drawn at random.
    The order of ``requests`` and ``defenders`` changes nothing. Odd values never raise: see ``tidy``.
    """
    return Day(
        requests,
        defenders,
        now=now,
        policy=policy,
        pins=pins,
        bans=bans,
        turnaround=turnaround,
        seed=seed,
        forecast=forecast,
    ).suggestions()


class Day:
    """The inputs of a day, tidied and parted by country."""

    def __init__(
        self,
        requests: Sequence[Request],
        defenders: Sequence[Defender],
        *,
        now: datetime,
        policy: Policy = DEFAULT,
        pins: Pairs = (),
        bans: Pairs = (),
        turnaround: Turnaround | None = None,
        seed: int = 0,
        forecast: Forecast | None = None,
    ) -> None:
        self.requests, self.policy = list(requests), policy
        self.now = moment(now)
        self.rows, self.places = rows.rows(self.requests, self.now)
        self.columns = rows.columns(defenders, self.now)
        self._pins, self._bans = tidy.pairs(pins), tidy.pairs(bans)
        self._turnaround = turnaround or NeutralPrior(policy)
        self._seed = seed
        self._forecast = forecast

    def suggestions(self) -> list[Suggestion]:
        everybody = [Excluded(column.given.id) for column in self.columns]
        found: dict[int, Suggestion] = {}
        for country in dict.fromkeys(row.country for row in self.rows):
            lines, places = self.of_country(country)
            part = self.block(lines, places)
            made = proposal(part, everybody, places) if part else self._nobody(lines, everybody)
            found |= {self.places[line]: one for line, one in zip(lines.tolist(), made, strict=True)}
        twice = [one for place, one in enumerate(self.requests) if place not in found]
        again = iter([_listed_twice(one, everybody) for one in twice])
        return [found[place] if place in found else next(again) for place in range(len(self.requests))]

    def of_country(self, country: str) -> tuple[Ints, Ints]:
        """The places of this country's requests and Defenders; a country without a name has no Defenders."""
        lines = [place for place, row in enumerate(self.rows) if row.country == country]
        places = [place for place, one in enumerate(self.columns) if one.country == country and country]
        return np.array(lines, dtype=np.int64), np.array(places, dtype=np.int64)

    def block(self, lines: Ints, places: Ints) -> Block | None:
        """None = there is nobody to ask."""
        if not len(lines) or not len(places):
            return None
        requests: list[Row] = [self.rows[line] for line in lines.tolist()]
        defenders: list[Column] = [self.columns[place] for place in places.tolist()]
        today = block(
            requests,
            defenders,
            policy=self.policy,
            turnaround=self._turnaround,
            pins=self._pins,
            bans=self._bans,
        )
        return self._looked_ahead(today) if self.policy.futures > 0 else today

    def _looked_ahead(self, today: Block) -> Block:
        return looked_ahead(
            today,
            now=self.now,
            turnaround=self._turnaround,
            bans=self._bans,
            forecast=self._forecast or from_open([row.given for row in self.rows], self.now),
            seed=self._seed,
        )

    def _nobody(self, lines: Ints, everybody: Sequence[Excluded]) -> list[Suggestion]:
        return [_empty(self.rows[line], tuple(everybody), self.policy) for line in lines.tolist()]


def moment(now: date) -> datetime:
    """``now`` with a zone; a plain date is its first moment, a time without a zone is UTC."""
    found = now if isinstance(now, datetime) else datetime.combine(now, time())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _empty(row: Row, everybody: tuple[Excluded, ...], policy: Policy) -> Suggestion:
    alarm = (because("nobody_eligible"), *waiting(row, policy))
    return Suggestion(row.given.id, None, (), everybody, False, 0.0, (), alarm)


def _listed_twice(request: Request, everybody: Sequence[Excluded]) -> Suggestion:
    """The same id once more: nobody is asked twice for one request."""
    alarm = (because("listed_twice"),)
    return Suggestion(request.id, None, (), tuple(everybody), False, 0.0, (), alarm)
