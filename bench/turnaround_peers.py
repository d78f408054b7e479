"""Ways to foretell the days, each from the same observations: ours and what it is measured against."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from lifelines import KaplanMeierFitter
from numpy.typing import NDArray

from reencuentro.engines.turnaround import Observation, Prior, eta, fit, on_time

from .turnaround_world import Work, World

Numbers = NDArray[np.float64]
LEAST_DAYS = 0.5
FEWEST = 2  # deliveries of a kind from which on its own figures are used


@dataclass(frozen=True)
class Foretold:
    """For each piece of work: typical days, the days of 10 and 90 %, and the chance of coming before the deadline."""

    typical: Numbers
    low: Numbers
    high: Numbers
    chance: Numbers


Method = Callable[[World, Prior, list[Observation], list[Work]], Foretold]


def ours(world: World, prior: Prior, seen: list[Observation], work: list[Work]) -> Foretold:
    estimate = fit(seen, prior=prior)
    return _lognormal(np.array([estimate.predict(one, one) for one in work]), work)


def catalogue(world: World, prior: Prior, seen: list[Observation], work: list[Work]) -> Foretold:
    return _lognormal(np.array([prior.center(one.country, one.kind) for one in work]), work)


def means_of_kinds(world: World, prior: Prior, seen: list[Observation], work: list[Work]) -> Foretold:
    """Mean and spread of log days of what was delivered; a kind seen less than twice has those of everything."""
    logs = {kind: np.log([max(one.days, LEAST_DAYS) for one in rows if one.delivered])
            for kind, rows in _by_kind(seen).items()}  # fmt: skip
    everything = np.concatenate(list(logs.values()))
    used = {kind: own if len(own) >= FEWEST else everything for kind, own in logs.items()}
    chosen = [used.get(one.kind, everything) for one in work]
    return _lognormal(np.array([(own.mean(), max(own.std(ddof=1), 0.05)) for own in chosen]), work)


def kaplan_meier(world: World, prior: Prior, seen: list[Observation], work: list[Work]) -> Foretold:
    """The survival curve of each kind, which takes running work into account; of everything where a kind is rare."""
    everything = _curve(seen)
    own = {
        kind: _curve(rows) if sum(one.delivered for one in rows) >= FEWEST else everything
        for kind, rows in _by_kind(seen).items()
    }
    curves = [own.get(one.kind, everything) for one in work]
    quantiles = {id(curve): [_quantile(curve, q) for q in (0.5, 0.1, 0.9)] for curve in curves}
    typical, low, high = np.array([quantiles[id(curve)] for curve in curves]).T
    chance = [1 - _survival(curve, one.left) for curve, one in zip(curves, work, strict=True)]
    return Foretold(typical, low, high, np.array(chance))


def truth(world: World, prior: Prior, seen: list[Observation], work: list[Work]) -> Foretold:
    """The world's own means and spread: what nobody can do better than, as chance stays chance."""
    return _lognormal(np.array([(world.mean(one), world.spread) for one in work]), work)


METHODS: dict[str, Method] = {
    "ours": ours,
    "means of kinds": means_of_kinds,
    "Kaplan-Meier of kinds": kaplan_meier,
    "catalogue alone": catalogue,
    "the truth": truth,
}


def _lognormal(forecast: Numbers, work: Sequence[Work]) -> Foretold:
    mu, sd = forecast.T
    left = np.array([one.left for one in work])
    return Foretold(np.exp(mu), eta(mu, sd, 0.1), eta(mu, sd, 0.9), on_time(mu, sd, left))


def _by_kind(seen: list[Observation]) -> dict[str, list[Observation]]:
    kinds = defaultdict(list)
    for one in seen:
        kinds[one.kind].append(one)
    return kinds


def _curve(rows: list[Observation]) -> KaplanMeierFitter:
    return KaplanMeierFitter().fit(
        [max(one.days, LEAST_DAYS) for one in rows], [one.delivered for one in rows]
    )


def _survival(curve: KaplanMeierFitter, days: float) -> float:
    """The last step at or before `days`."""
    step = int(np.searchsorted(curve.timeline, days, side="right")) - 1
    return float(_steps(curve)[max(step, 0)])


def _quantile(curve: KaplanMeierFitter, q: float) -> float:
    """The first time at which no more than 1 - q are left; where the curve never falls so far, its last time."""
    fallen = np.flatnonzero(_steps(curve) <= 1 - q)
    return float(curve.timeline[fallen[0] if len(fallen) else -1])


def _steps(curve: KaplanMeierFitter) -> Numbers:
    return np.asarray(curve.survival_function_)[:, 0]
