"""The value of asking one Defender for one request, as terms that add up to the score exactly."""

import math

from .types import Defender, Option, Policy, Request, Term, Turnaround

Z_90 = 1.2815515655446004  # the standard normal's 90 % point


class NeutralPrior:
    """The same turnaround for everybody: what the policy states where nothing is known."""

    def __init__(self, policy: Policy) -> None:
        self._answer = math.log(policy.neutral_median_days), policy.neutral_sd

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        return self._answer


class DaysPrior:
    """Turnaround from typical days: low and high are read as the 10 % and 90 % points of a lognormal.

    ``days``: (country, kind) to (low, high) in calendar days; None = unknown. Where nothing is known: the
    neutral prior.
    """

    def __init__(
        self, days: dict[tuple[str, str], tuple[float | None, float | None]], policy: Policy
    ) -> None:
        self._days = days
        self._neutral = NeutralPrior(policy)
        self._sd = policy.neutral_sd

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        low, high = self._days.get((request.country, request.kind), (None, None))
        if high is None:
            return self._neutral.predict(request, defender)
        top = math.log(max(high, 1.0))
        if low is None:
            return top - Z_90 * self._sd, self._sd
        bottom = math.log(max(low, 1.0))
        # A registry's own span says little about distance and queues: never surer than half the neutral
        # spread.
        return (top + bottom) / 2, max((top - bottom) / (2 * Z_90), self._sd / 2)


def option(
    request: Request,
    defender: Defender,
    *,
    days_left: int | None,
    mean_use: float,
    policy: Policy,
    turnaround: Turnaround,
) -> Option:
    """``days_left`` until the deadline, None = there is none and nothing can be late."""
    mu, sd = turnaround.predict(request, defender)
    terms = (
        _on_time(request, days_left, mu, sd, policy),
        _speed(request, mu, sd, policy),
        _travel(request, defender, policy),
        _load(defender, mean_use, policy),
        *_preferred(request, defender, policy),
    )
    alpha, beta = defender.acceptance
    eta = tuple(round(math.exp(mu + z * sd), 1) for z in (-Z_90, 0.0, Z_90))
    score = sum(term.points for term in terms)
    return Option(defender.id, score, terms, alpha / (alpha + beta), (eta[0], eta[1], eta[2]))


def p_on_time(days_left: int | None, mu: float, sd: float) -> float:
    """The chance that a lognormal turnaround ends within ``days_left`` days."""
    if days_left is None:
        return 1.0
    if days_left <= 0:
        return 0.0
    return 0.5 * math.erfc((mu - math.log(days_left)) / (sd * math.sqrt(2)))


def _on_time(request: Request, days_left: int | None, mu: float, sd: float, policy: Policy) -> Term:
    chance = p_on_time(days_left, mu, sd)
    points = policy.urgency[request.urgency] * policy.on_time * chance
    facts = (("percent", round(100 * chance)), ("deadline", request.deadline), ("urgency", request.urgency))
    return Term("on_time", thousandths(points), facts)


def _speed(request: Request, mu: float, sd: float, policy: Policy) -> Term:
    expected = math.exp(mu + sd * sd / 2)
    points = policy.urgency[request.urgency] * policy.speed * math.exp(-expected / policy.speed_scale_days)
    return Term("speed", thousandths(points), (("expected_days", round(expected)),))


def _travel(request: Request, defender: Defender, policy: Policy) -> Term:
    hours = defender.territory[request.department]
    return Term("travel", thousandths(-policy.travel_per_hour * hours), (("hours", round(hours)),))


def _load(defender: Defender, mean_use: float, policy: Policy) -> Term:
    facts = (("own_percent", round(100 * defender.use)), ("mean_percent", round(100 * mean_use)))
    return Term("load", thousandths(-policy.load * (defender.use - mean_use)), facts)


def _preferred(request: Request, defender: Defender, policy: Policy) -> tuple[Term, ...]:
    spoken = sorted(
        code for code, wish in request.languages.items() if wish == "preferred" and code in defender.languages
    )
    return tuple(
        Term("language_preferred", thousandths(policy.language_preferred), (("language", code),))
        for code in spoken
    )


def thousandths(value: float) -> int:
    """Rounded half to even: the one place where a score loses precision."""
    return round(value * 1000)
