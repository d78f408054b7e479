"""A day's inputs as plain JSON: their fingerprint goes to the ledger, and from them the same proposal comes
again, bit for bit.

Numbers keep every bit: Python writes the shortest text that reads back as the same double.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from . import tidy
from .lookahead import Forecast
from .priors import NeutralPrior
from .suggest import DEFAULT, Day, moment, suggest
from .types import Defender, Pairs, Policy, Request, Suggestion, Turnaround

ReadTurnaround = Callable[[Any], Turnaround]


class Remembered:
    """The answers that another estimate gave, for the pairs that it was asked for."""

    def __init__(self, answers: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
        self._answers = answers

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        """Not a number for a pair that nobody asked for."""
        mu, sd = self._answers.get(str(request.id), {}).get(str(defender.id), (float("nan"), float("nan")))
        return mu, sd


def inputs_as_json(
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
) -> dict[str, Any]:
    """Everything that ``suggest`` looked at. The order of requests, Defenders and bans leaves no trace; the
    order of pins does, because the first wins.

    An estimate is kept by its own ``as_json`` if it has one, else by its answers for eligible pairs: a
    look-ahead, which asks about other requests too, needs one that has it.
    """
    estimate = turnaround or NeutralPrior(policy)
    return {
        "now": moment(now).isoformat(),
        "seed": seed,
        "forecast": None if forecast is None else as_json(forecast),
        "policy": as_json(policy),
        "requests": _sorted([as_json(one) for one in requests]),
        "defenders": _sorted([as_json(one) for one in defenders]),
        "pins": [list(pair) for pair in tidy.pairs(pins)],
        "bans": sorted({pair: list(pair) for pair in tidy.pairs(bans)}.values()),
        "turnaround": _estimate(estimate, requests, defenders, now, policy),
    }


def fingerprint(
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    *,
    now: datetime,
    policy: Policy = DEFAULT,
    pins: Pairs = (),
    bans: Pairs = (),
    seed: int = 0,
    turnaround: Turnaround | None = None,
    forecast: Forecast | None = None,
) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the inputs."""
    kept = inputs_as_json(
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
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


def replay(kept: Mapping[str, Any], read_turnaround: ReadTurnaround | None = None) -> list[Suggestion]:
    """The proposal from what ``inputs_as_json`` kept, requests in the order in which they are kept.

    ``read_turnaround`` makes an estimate of another module from its own ``as_json``.
    """
    policy = policy_from_json(kept["policy"])
    return suggest(
        [request_from_json(one) for one in kept["requests"]],
        [defender_from_json(one) for one in kept["defenders"]],
        now=datetime.fromisoformat(kept["now"]),
        policy=policy,
        pins=kept["pins"],
        bans=kept["bans"],
        turnaround=_read(kept["turnaround"], policy, read_turnaround),
        seed=kept["seed"],
        forecast=_forecast(kept.get("forecast")),
    )


def as_json(value: Any) -> Any:
    """Plain JSON of a request, Defender, policy, option or suggestion: fields by name, sets sorted, dates in
    ISO form. An id, code or number that is odd becomes its text.
    """
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {
            str(key): as_json(entry) for key, entry in sorted(value.items(), key=lambda pair: str(pair[0]))
        }
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, str | int | float | None):
        return value
    return [as_json(one) for one in value] if isinstance(value, Collection) else str(value)


def request_from_json(kept: Mapping[str, Any]) -> Request:
    times = {"deadline": tidy.day(kept["deadline"], UTC), "received": _moment(kept["received"])}
    return Request(**(dict(kept) | times))


def defender_from_json(kept: Mapping[str, Any]) -> Defender:
    return Defender(**kept)


def policy_from_json(kept: Mapping[str, Any]) -> Policy:
    return Policy(**kept)


def canonical(kept: Any) -> str:
    """One text for one value."""
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _forecast(kept: Mapping[str, Any] | None) -> Forecast | None:
    if kept is None:
        return None
    return Forecast([request_from_json(one) for one in kept["past"]], kept["per_day"])


def _moment(text: Any) -> datetime | None:
    return tidy.moment(text, UTC)


def _sorted(values: list[Any]) -> list[Any]:
    return sorted(values, key=canonical)


def _estimate(
    estimate: Any, requests: Sequence[Request], defenders: Sequence[Defender], now: datetime, policy: Policy
) -> dict[str, Any]:
    if hasattr(estimate, "as_json"):
        kept = estimate.as_json()
        return dict(kept) if isinstance(estimate, NeutralPrior) else {"prior": "other", "parameters": kept}
    return {"prior": "answers", "answers": _answers(estimate, requests, defenders, now, policy)}


def _answers(
    estimate: Turnaround,
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    now: datetime,
    policy: Policy,
) -> dict[str, dict[str, list[float]]]:
    day = Day(requests, defenders, now=now, policy=policy, turnaround=estimate)
    found: dict[str, dict[str, list[float]]] = {}
    for country in {row.country for row in day.rows}:
        block = day.block(*day.of_country(country))
        if block is not None:
            found |= block.answers()
    return found


def _read(kept: Mapping[str, Any], policy: Policy, other: ReadTurnaround | None) -> Turnaround:
    if kept["prior"] == "neutral":
        return NeutralPrior(policy)
    if kept["prior"] == "answers":
        return Remembered(kept["answers"])
    if other is None:
        raise ValueError("This proposal used an estimate of another module: say how to read it.")
    return other(kept["parameters"])
