"""The fit: effects by their posterior mode, spreads by expectation and maximisation around it.

Effects and spreads are not maximised together: that mode lies where a group's spread is 0 and all its effects
vanish, which is how such models collapse on little data. Here each spread takes the uncertainty of its effects
into account (Dempster, Laird & Rubin 1977; Laplace's approximation for the expectation) and is held by the
table's first guess.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

from .design import Design, Effect, design, pair
from .estimate import Level, Turnaround
from .likelihood import curvature, hazard, minus_log_posterior
from .prior import Prior
from .quantiles import Numbers
from .table import CHANCE, ENOUGH, TABLE, Spread
from .types import Observation

MOST_ROUNDS = 40
STEADY = 0.002  # relative change of every spread below which the rounds end


def fit(
    observations: Sequence[Observation], *, prior: Prior, table: Mapping[str, Spread] = TABLE
) -> Turnaround:
    """Learn from what was delivered and from what still runs. Never fails on odd data, never collapses.

    The order of ``observations`` does not matter beyond rounding. About 6,000 of them take seconds.
    """
    seen = design(observations, prior)
    spreads = {group: spread.sd for group, spread in table.items()}
    effects = np.zeros(len(seen.effects))
    for _round in range(MOST_ROUNDS):
        effects = _mode(effects, seen, spreads)
        covariance = _covariance(effects, seen, spreads)
        better = _spreads(effects, covariance, seen, spreads, table)
        steady = all(abs(better[group] / spreads[group] - 1) < STEADY for group in table)
        spreads = better
        if steady:
            break
    effects = _mode(effects, seen, spreads)
    return Turnaround(
        prior=prior,
        levels=_levels(effects, seen, spreads),
        spreads=spreads,
        measured=_measured(observations),
        observations=len(seen.logs),
    )


def _each(seen: Design, spreads: Mapping[str, float]) -> Numbers:
    return np.array([spreads[group] for group, _key in seen.effects]) * seen.doubt


def _mode(start: Numbers, seen: Design, spreads: Mapping[str, float]) -> Numbers:
    if not len(start):
        return start
    found = minimize(
        minus_log_posterior,
        start,
        args=(seen, _each(seen, spreads), spreads[CHANCE]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-6},
    )
    return np.asarray(found.x, dtype=np.float64)


def _covariance(effects: Numbers, seen: Design, spreads: Mapping[str, float]) -> Numbers:
    if not len(effects):
        return np.zeros((0, 0))
    bent = curvature(effects, seen, _each(seen, spreads), spreads[CHANCE])
    return np.asarray(cho_solve(cho_factor(bent), np.eye(len(effects))), dtype=np.float64)


def _spreads(
    effects: Numbers,
    covariance: Numbers,
    seen: Design,
    spreads: Mapping[str, float],
    table: Mapping[str, Spread],
) -> dict[str, float]:
    squares = effects**2 + np.diag(covariance)  # in units of the spread so far
    groups = np.array([group for group, _key in seen.effects])
    found = {}
    for group, first in table.items():
        here = squares[groups == group] * spreads[group] ** 2
        if group == CHANCE:
            here = _chance_squares(effects, covariance, seen, spreads)
        total = first.weight * first.sd**2 + float(np.sum(here))
        found[group] = float(np.sqrt(total / (first.weight + len(here))))
    return found


def _chance_squares(
    effects: Numbers, covariance: Numbers, seen: Design, spreads: Mapping[str, float]
) -> Numbers:
    """Expected square of what the effects leave unexplained, of each observation."""
    each, chance = _each(seen, spreads), spreads[CHANCE]
    standing = (seen.logs - seen.matrix @ (each * effects)) / chance
    unsure = seen.matrix.multiply(seen.matrix @ (each[:, None] * covariance * each)).sum(axis=1)
    longer = chance**2 * (1 + standing * hazard(standing))  # of a normal known to lie beyond
    return np.asarray(np.where(seen.delivered, (chance * standing) ** 2, longer) + unsure)


def _levels(effects: Numbers, seen: Design, spreads: Mapping[str, float]) -> dict[Effect, Level]:
    """The variance of an effect is one over its own curvature, the others being held: such variances may be added up
    for a request and a Defender apart. Those of the whole inverse may not: there "everything" and "kind" are each
    unsure although their sum is known (docs/decisions/0007-turnaround.md has both measured).
    """
    each = _each(seen, spreads)
    bent = curvature(effects, seen, each, spreads[CHANCE])
    sds = each / np.sqrt(np.diag(bent))
    return {
        effect: Level(float(value), float(sd))
        for effect, value, sd in zip(seen.effects, each * effects, sds, strict=True)
    }


def _measured(observations: Sequence[Observation]) -> frozenset[str]:
    counted = Counter(pair(one.country, one.kind) for one in observations if one.delivered)
    return frozenset(key for key, count in counted.items() if key and count >= ENOUGH)
