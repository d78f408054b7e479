"""The value of asking one Defender for one request, as terms that add up to the score exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from scipy.special import ndtr

from .arrays import GRAIN, Bools, Floats, Ints, pick, quantised, strips
from .rows import Column, Row
from .types import Policy

DELTA = 2.0**-10
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Inputs:
    """What the terms are made of, each requests x Defenders or one line or column standing for all.

    ``mu``, ``sd``: of log days. ``accepts``: chance of acceptance. ``scarce``: what the look-ahead says that
    a slot is worth to other requests, in points.
    """

    urgency: Floats
    days_left: Floats
    days_waited: Floats
    preferred: Floats
    mu: Floats
    sd: Floats
    hours: Floats
    use: Floats
    mean_use: Floats
    accepts: Floats
    scarce: Floats

    def strip(self, rows: slice) -> "Inputs":
        """The same for some of the requests."""
        return Inputs(
            **{name: matrix[rows] if len(matrix) > 1 else matrix for name, matrix in vars(self).items()}
        )

    def at(self, rows: Ints, columns: Ints) -> "Inputs":
        """The same for single pairs."""
        return Inputs(**{name: pick(matrix, rows, columns) for name, matrix in vars(self).items()})


def inputs(
    requests: Sequence[Row],
    defenders: Sequence[Column],
    hours: Floats,
    estimate: tuple[Floats, Floats],
    policy: Policy,
) -> Inputs:
    """``estimate``: mu and sd as ``priors.predictions`` gives them; without a look-ahead no slot is scarce."""
    use = np.array([[column.use for column in defenders]])
    return Inputs(
        urgency=_upright([policy.urgency.get(row.urgency, 1.0) for row in requests]),
        days_left=_upright([row.days_left for row in requests]),
        days_waited=_upright([row.waited // DAY for row in requests]),
        preferred=_preferred(requests, defenders),
        mu=estimate[0],
        sd=estimate[1],
        hours=hours,
        use=use,
        mean_use=np.array([[use.mean()]]),
        accepts=np.array([[column.accepts for column in defenders]]),
        scarce=np.zeros((1, 1)),
    )


def points(given: Inputs, policy: Policy) -> dict[str, Floats]:
    """Each term's points. Every one is a multiple of 2^-32: the one place where a score loses precision."""
    expected = np.exp(given.mu + given.sd**2 / 2)
    waited = np.minimum(given.days_waited, policy.waiting_days)
    language = quantised(
        np.array(policy.language_preferred)
    )  # a share for each language: whole after division
    raw = {
        "on_time": given.urgency * policy.on_time * p_on_time(given.days_left, given.mu, given.sd),
        "speed": given.urgency * policy.speed * np.exp(-expected / policy.speed_scale_days),
        "travel": -policy.travel_per_hour * given.hours,
        "load": -policy.load * (given.use - given.mean_use),
        "may_decline": -policy.decline * given.urgency * (1 - given.accepts),
        "waiting": policy.waiting_per_day * waited,
        "language_preferred": language * given.preferred,
        "scarce_slot": -given.scarce,
    }
    return {code: quantised(values) for code, values in raw.items()}


def score(given: Inputs, policy: Policy) -> Floats:
    """Requests x Defenders; not a number where the territory does not reach."""
    found = np.empty(given.hours.shape)
    for strip in strips(len(found)):
        found[strip] = sum(points(given.strip(strip), policy).values())
    return found


def worth(scores: Floats, able: Bools) -> Floats:
    """What the joint optimum adds up: the score, except that a pair near or below zero is worth next to
    nothing and yet more than not asking at all, better pairs still before worse ones. 0 = may not be asked.
    """
    found = np.zeros(scores.shape)
    plain = able & (scores > DELTA)
    found[plain] = scores[plain]
    faint = able & ~plain
    found[faint] = np.maximum(quantised(DELTA * np.exp(scores[faint] - DELTA)), GRAIN)
    return found


def p_on_time(days_left: Floats, mu: Floats, sd: Floats) -> Floats:
    """The chance that a lognormal turnaround ends within ``days_left`` days; inf = nothing can be late."""
    with np.errstate(divide="ignore"):
        logarithm = np.log(np.maximum(days_left, 0.0))
    return np.asarray(ndtr((logarithm - mu) / sd))


def _upright(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)[:, None]


def _preferred(requests: Sequence[Row], defenders: Sequence[Column]) -> Floats:
    """How many of the preferred languages each Defender speaks."""
    if not any(row.preferred for row in requests):
        return np.zeros((1, 1))
    lines = {
        codes: np.array([float(len(column.languages.intersection(codes))) for column in defenders])
        for codes in {row.preferred for row in requests}
    }
    return np.array([lines[row.preferred] for row in requests])
