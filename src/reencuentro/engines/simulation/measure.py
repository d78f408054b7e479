"""What a run was worth, by one measure for all policies and for the bound.

The value of an accepted pair is the published one (``matching.Policy`` without load, patience and the like):
urgency x (on time x P(delivered by the deadline) + speed x exp(-expected days / scale)) - travel. It is
counted from the morning of the acceptance with the *true* turnaround of the world: the expectation over
delivery days, not one draw, so that luck in delivery does not blur the comparison. A request that nobody has
accepted is worth nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from ..matching import Policy, Request
from ..matching.arrays import Bools, Floats, Ints
from .run import Run
from .world import World, slots_offered


@dataclass(frozen=True)
class Measures:
    """Shares are 0 to 1, of the requests that somebody could take; a share of nothing is None.

    ``value``: sum over accepted pairs. ``load_gini``: over Defenders, of used slots / offered slots (0 = all
    carry the same). ``waited``: mean days from arrival to acceptance. ``nobody``: requests that nobody could
    ever take. ``missed_alarms``: None if the policy raises no alarms.
    """

    requests: int
    nobody: int
    accepted: int
    declined: int
    value: float
    on_time: float | None
    critical_on_time: float | None
    language_on_time: float | None
    woman_on_time: float | None
    waited: float | None
    use: float
    load_gini: float
    violations: int
    needed_alarms: int
    missed_alarms: int | None


def measure(done: Run, policy: Policy) -> Measures:
    """``policy`` says only what a pair is worth: the same for every run that is compared."""
    world = done.world
    rows = np.array([one.row for one in done.accepted], dtype=int)
    columns = np.array([one.column for one in done.accepted], dtype=int)
    heard = np.array([one.day + 1 for one in done.accepted], dtype=int)
    chance = np.zeros(len(world.arrivals))
    chance[rows] = p_on_time(world, rows, columns, heard)
    takeable = np.asarray(world.able.any(axis=1))
    use = _use(world, columns)
    arrived = np.array([one.day for one in world.arrivals], dtype=int)
    return Measures(
        requests=len(world.arrivals),
        nobody=int((~takeable).sum()),
        accepted=len(rows),
        declined=len(done.asked) - len(rows),
        value=float(values(world, rows, columns, heard, policy).sum()),
        on_time=_mean(chance, takeable),
        critical_on_time=_mean(chance, takeable & _which(world, lambda one: one.urgency == "critical")),
        language_on_time=_mean(chance, takeable & _which(world, needs_language)),
        woman_on_time=_mean(chance, takeable & _which(world, lambda one: one.needs_woman)),
        waited=float((heard - arrived[rows]).mean()) if len(rows) else None,
        use=len(rows) / max(1.0, float(slots_offered(world).sum())),
        load_gini=gini(use),
        violations=done.violations,
        needed_alarms=done.needed,
        missed_alarms=done.missed,
    )


def values(
    world: World,
    rows: Ints,
    columns: Ints,
    heard: Ints,
    policy: Policy,
) -> Floats:
    """Of pairs that are accepted on the mornings ``heard``; never rises with a later morning."""
    mu, sd = (found[rows, columns] for found in world.log_days)
    weight = np.array([policy.urgency[one.request.urgency] for one in world.arrivals])[rows]
    speed = np.exp(-np.exp(mu + sd * sd / 2) / policy.speed_scale_days)
    worth = policy.on_time * p_on_time(world, rows, columns, heard) + policy.speed * speed
    found: Floats = weight * worth - policy.travel_per_hour * world.hours[rows, columns]
    return found


def p_on_time(world: World, rows: Ints, columns: Ints, heard: Ints) -> Floats:
    """The true chance of delivery by the deadline; 1 where there is none."""
    mu, sd = (found[rows, columns] for found in world.log_days)
    left = _deadlines(world)[rows] - heard
    with np.errstate(divide="ignore"):
        z = (np.log(np.maximum(left, 0.0)) - mu) / sd
    found: Floats = ndtr(z)
    return found


def _deadlines(world: World) -> Floats:
    """As days from the start; infinite where there is none."""
    found = [one.request.deadline for one in world.arrivals]
    return np.array([np.inf if one is None else (one - world.start).days for one in found], dtype=float)


def needs_language(request: Request) -> bool:
    """Comes with a language other than Spanish, required or preferred."""
    return any(code != "spa" for code in request.languages)


def _which(world: World, asks: Callable[[Request], bool]) -> Bools:
    return np.array([asks(one.request) for one in world.arrivals], dtype=bool)


def _mean(values: Floats, among: Bools) -> float | None:
    return float(values[among].mean()) if among.any() else None


def _use(world: World, columns: Ints) -> Floats:
    """Of each Defender who offered any slot: used / offered."""
    offered = slots_offered(world).sum(axis=1)
    used = np.bincount(columns, minlength=len(offered))
    found: Floats = used[offered > 0] / offered[offered > 0]
    return found


def gini(shares: Floats) -> float:
    """Mean absolute difference of all pairs, divided by twice the mean; 0 for nothing."""
    if not len(shares) or shares.sum() <= 0:
        return 0.0
    ordered = np.sort(shares)
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))
