"""Options in full: every term with the facts that a sentence about it needs."""

from typing import Any

import numpy as np

from ..turnaround.quantiles import Z_90
from .arrays import Floats, Ints
from .block import Block
from .rows import Row
from .scoring import p_on_time, points
from .types import Option, Term

ALWAYS = ("on_time", "speed", "travel", "load")


def options(block: Block, rows: Ints, columns: Ints) -> list[Option]:
    """The options at these places of the block."""
    given = block.inputs.at(rows, columns)
    found = {code: _listed(values, rows) for code, values in points(given, block.policy).items()}
    chance = _percent(p_on_time(given.days_left, given.mu, given.sd))
    days = _listed(np.exp(given.mu + given.sd**2 / 2), rows, 0)
    etas = [_listed(np.exp(given.mu + z * given.sd), rows, 1) for z in (-Z_90, 0.0, Z_90)]
    facts: dict[str, Any] = {
        "on_time": chance,
        "speed": days,
        "travel": _listed(given.hours, rows, 1),
        "load": list(zip(_whole(given.use), _whole(given.mean_use), strict=True)),
        "may_decline": _percent(given.accepts),
    }
    places = zip(rows.tolist(), columns.tolist(), given.accepts.tolist(), strict=True)
    return [
        _option(block, row, column, accepts, number, found, facts, etas)
        for number, (row, column, accepts) in enumerate(places)
    ]


def _option(
    block: Block,
    row: int,
    column: int,
    accepts: float,
    number: int,
    found: dict[str, list[float]],
    facts: dict[str, Any],
    etas: list[list[float]],
) -> Option:
    request, defender = block.requests[row], block.defenders[column]
    own = {code: values[number] for code, values in facts.items()}
    terms = tuple(
        Term(code, values[number], _facts(code, request, own))
        for code, values in found.items()
        if code != "language_preferred" and (values[number] or code in ALWAYS)
    )
    terms += _languages(block, request, defender.languages, found["language_preferred"][number])
    total = sum(term.points for term in terms)
    return Option(
        defender.given.id, total, terms, accepts, (etas[0][number], etas[1][number], etas[2][number])
    )


def _facts(code: str, request: Row, own: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    if code == "on_time":
        return _on_time(request, own["on_time"])
    if code == "speed":
        return (("expected_days", max(1, int(own["speed"]))),)
    if code == "travel":
        return (("hours", own["travel"]),)
    if code == "load":
        return ("own_percent", own["load"][0]), ("mean_percent", own["load"][1])
    if code == "may_decline":
        return (("percent", own["may_decline"]),)
    if code == "waiting":
        return (("days", request.waited.days),)
    return ()


def _on_time(request: Row, percent: int) -> tuple[tuple[str, Any], ...]:
    """No chance is said where there is none to speak of: without a deadline, or when it has passed."""
    told = percent if request.deadline and request.days_left > 0 else None
    return ("percent", told), ("deadline", request.deadline), ("urgency", request.urgency)


def _languages(block: Block, request: Row, spoken: frozenset[str], all_points: float) -> tuple[Term, ...]:
    codes = [code for code in request.preferred if code in spoken]
    if not codes or not all_points:
        return ()
    return tuple(Term("language_preferred", all_points / len(codes), (("language", code),)) for code in codes)


def _percent(shares: Floats) -> list[int]:
    """1 to 99: an estimate is never certain."""
    return [int(value) for value in np.clip(np.round(100 * shares), 1, 99).tolist()]


def _whole(shares: Floats) -> list[int]:
    return [int(value) for value in np.round(100 * shares).tolist()]


def _listed(values: Floats, rows: Ints, digits: int | None = None) -> list[float]:
    shown = values if digits is None else np.round(values, digits)
    return [float(value) for value in np.broadcast_to(shown, rows.shape).tolist()]
