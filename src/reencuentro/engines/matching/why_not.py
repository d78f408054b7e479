"""Why not her? One Defender for one request against the proposal, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ..reasons import Reason, because
from .block import Block
from .explain import options
from .lookahead import Forecast
from .proposal import exchange
from .suggest import DEFAULT, Day
from .types import Defender, Option, Pairs, Policy, Request, Turnaround


@dataclass(frozen=True)
class Difference:
    """``points``: what the asked-about Defender's term has more (or less) than the choice's."""

    code: str
    points: float


@dataclass(frozen=True)
class WhyNot:
    """``asked`` None and ``reasons`` "not_eligible": one flat word, whatever the reason, also for ids that do
    not exist. Otherwise ``score_gap`` = asked minus chosen, the ``differences`` add up to it, and ``reasons``
    says whose slot it would take and what all together would lose (``swap_cost``).
    """

    asked: Option | None
    chosen: Option | None
    score_gap: float
    differences: tuple[Difference, ...]
    reasons: tuple[Reason, ...]


FLAT = WhyNot(None, None, 0.0, (), (because("not_eligible"),))


def why_not(
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    request_id: str,
    defender_id: str,
    *,
    now: datetime,
    policy: Policy = DEFAULT,
    pins: Pairs = (),
    bans: Pairs = (),
    turnaround: Turnaround | None = None,
    seed: int = 0,
    forecast: Forecast | None = None,
) -> WhyNot:
    """For the same inputs as ``suggest``. The chosen Defender differs in nothing and costs nothing."""
    day = Day(
        requests,
        defenders,
        now=now,
        policy=policy,
        pins=pins,
        bans=bans,
        turnaround=turnaround,
        seed=seed,
        forecast=forecast,
    )
    for country in {row.country for row in day.rows if row.id == str(request_id)}:
        block = day.block(*day.of_country(country))
        if block is not None:
            return _answer(block, str(request_id), str(defender_id))
    return FLAT


def _answer(block: Block, request_id: str, defender_id: str) -> WhyNot:
    row = next(place for place, one in enumerate(block.requests) if one.id == request_id)
    column = next((place for place, one in enumerate(block.defenders) if one.id == defender_id), None)
    if column is None or not block.open[row, column]:
        return FLAT
    here = int(block.chosen[row])
    asked = _option(block, row, column)
    chosen = _option(block, row, here) if here >= 0 else None
    gap = asked.score - (chosen.score if chosen else 0.0)
    reasons = () if column == here else exchange(block, row, column)
    return WhyNot(asked, chosen, gap, _differences(asked, chosen), reasons)


def _option(block: Block, row: int, column: int) -> Option:
    return options(block, np.array([row]), np.array([column]))[0]


def _differences(asked: Option, chosen: Option | None) -> tuple[Difference, ...]:
    """Term by term; several languages count as one. Without a choice: the terms themselves."""
    mine, theirs = _by_code(asked), _by_code(chosen) if chosen else {}
    codes = dict.fromkeys([*mine, *theirs])
    return tuple(Difference(code, mine.get(code, 0.0) - theirs.get(code, 0.0)) for code in codes)


def _by_code(option: Option) -> dict[str, float]:
    found: dict[str, float] = {}
    for term in option.terms:
        found[term.code] = found.get(term.code, 0.0) + term.points
    return found
