"""Which weights of the engine an administrator may change, between which bounds, and weights as a Policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reencuentro.engines.matching import Policy

URGENCY = "urgency_"


@dataclass(frozen=True)
class Weight:
    """`code` names a field of Policy, or `urgency_<level>`. Bounds are inclusive, in the weight's own unit."""

    code: str
    low: float
    high: float


WEIGHTS = (
    Weight("urgency_critical", 0.1, 20),
    Weight("urgency_high", 0.1, 20),
    Weight("urgency_normal", 0.1, 20),
    Weight("on_time", 0, 2),
    Weight("speed", 0, 2),
    Weight("speed_scale_days", 1, 365),
    Weight("travel_per_hour", 0, 1),
    Weight("load", 0, 3),
    Weight("decline", 0, 1),
    Weight("waiting_per_day", 0, 0.1),
    Weight("waiting_days", 0, 60),
    Weight("language_preferred", 0, 1),
    Weight("near_tie", 0, 1),
    Weight("waiting_alarm_days", 1, 60),
)


def of(policy: Policy) -> dict[str, float]:
    """The weights of a policy, {code: number}."""
    return {weight.code: _read(policy, weight.code) for weight in WEIGHTS}


def _read(policy: Policy, code: str) -> float:
    if code.startswith(URGENCY):
        return float(policy.urgency[code.removeprefix(URGENCY)])
    return float(getattr(policy, code))


def put_into(policy: Policy, weights: Mapping[str, float], version: str) -> Policy:
    """`policy` with these weights; what is not named, or no longer known, stays as it is."""
    known = {weight.code: weights[weight.code] for weight in WEIGHTS if weight.code in weights}
    urgency = {level: known.get(URGENCY + level, value) for level, value in policy.urgency.items()}
    plain: dict[str, Any] = {
        code: _typed(policy, code, value) for code, value in known.items() if not code.startswith(URGENCY)
    }
    return replace(policy, urgency=urgency, version=version, **plain)


def _typed(policy: Policy, code: str, value: float) -> float:
    return int(value) if isinstance(getattr(policy, code), int) else float(value)


def wrong(weights: Mapping[str, float]) -> dict[str, str]:
    """{code of the weight: what is wrong}: `missing`, `low`, `high`, `order` (critical above high above normal),
    or `nothing` when neither being on time nor speed counts. Empty when all is well.
    """
    found = {weight.code: problem for weight in WEIGHTS if (problem := _outside(weight, weights))}
    if found:
        return found
    if not weights["urgency_critical"] >= weights["urgency_high"] >= weights["urgency_normal"]:
        found["urgency_critical"] = "order"
    if weights["on_time"] + weights["speed"] <= 0:
        found["on_time"] = "nothing"
    return found


def _outside(weight: Weight, weights: Mapping[str, float]) -> str:
    value = weights.get(weight.code)
    if value is None:
        return "missing"
    if not value >= weight.low:  # also refuses what is no number
        return "low"
    return "high" if value > weight.high else ""
