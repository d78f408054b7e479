"""The rules and the formula once more, pair by pair and in plain words, to hold the engine against."""

import math
from datetime import datetime
from statistics import NormalDist

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from reencuentro.engines.matching import Defender, Policy, Request


def may_be_asked(request: Request, defender: Defender, now: datetime) -> bool:
    """The hard rules, a slot included."""
    today = now.date()
    required = {code for code, wish in request.languages.items() if wish == "required"}
    department = ".".join(defender.base.split(".")[:2])
    return (
        request.country == defender.country
        and request.department in defender.territory
        and required <= set(defender.languages)
        and defender.base not in request.exclude_municipalities
        and department not in request.exclude_departments
        and (defender.woman or not request.needs_woman)
        and defender.id not in request.blocked
        and defender.id not in request.declined_by
        and defender.slots_left >= 1
        and (not defender.windows or any(first <= today <= last for first, last in defender.windows))
    )


def score(request: Request, defender: Defender, mean_use: float, now: datetime, policy: Policy) -> float:
    """With the neutral prior, and without rounding."""
    weight = policy.urgency[request.urgency]
    mu, sd = math.log(policy.neutral_median_days), policy.neutral_sd
    speed = math.exp(-math.exp(mu + sd**2 / 2) / policy.speed_scale_days)
    alpha, beta = defender.acceptance
    preferred = {code for code, wish in request.languages.items() if wish == "preferred"}
    return (
        weight * (policy.on_time * _on_time(request, mu, sd, now) + policy.speed * speed)
        - policy.travel_per_hour * defender.territory[request.department]
        - policy.load * (defender.use - mean_use)
        - policy.decline * weight * beta / (alpha + beta)
        + policy.waiting_per_day * min((now - request.received).days, policy.waiting_days)
        + policy.language_preferred * len(preferred & set(defender.languages))
    )


def _on_time(request: Request, mu: float, sd: float, now: datetime) -> float:
    if request.deadline is None:
        return 1.0
    left = (request.deadline - now.date()).days
    return NormalDist(mu, sd).cdf(math.log(left)) if left > 0 else 0.0


def worth(points: float) -> float:
    """What the optimum adds up for a score: decision 0006."""
    delta = 2.0**-10
    return points if points > delta else max(delta * math.exp(points - delta), 2.0**-32)


def weights(
    requests: list[Request],
    defenders: list[Defender],
    now: datetime,
    policy: Policy,
    bans: frozenset[tuple[str, str]] = frozenset(),
) -> np.ndarray:
    """Requests x Defenders; 0 = may not be asked."""
    found = np.zeros((len(requests), len(defenders)))
    for column, defender in enumerate(defenders):
        uses = [one.use for one in defenders if one.country == defender.country]
        for row, request in enumerate(requests):
            if may_be_asked(request, defender, now) and (request.id, defender.id) not in bans:
                points = score(request, defender, math.fsum(uses) / len(uses), now, policy)
                found[row, column] = worth(points)
    return found


def best_total(values: np.ndarray, slots: list[int]) -> float:
    """The optimum by HiGHS: at most one Defender a request, at most the slots of a Defender."""
    rows, columns = np.nonzero(values)
    if not len(rows):
        return 0.0
    count = len(rows)
    limits = coo_array(
        (np.ones(2 * count), (np.append(rows, len(values) + columns), np.tile(np.arange(count), 2)))
    )
    limits.resize(len(values) + len(slots), count)
    bounds = np.append(np.ones(len(values)), np.maximum(slots, 0))
    return float(-linprog(-values[rows, columns], A_ub=limits.tocsr(), b_ub=bounds, method="highs").fun)
