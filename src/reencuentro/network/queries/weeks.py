"""Some simulated weeks under two sets of weights: the same invented arrivals and answers, before and after.

Requests are drawn from those of the last half year; the Defenders are those of today. Means over a few runs, no ids.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from math import isnan
from statistics import fmean
from typing import Any

from django.utils import timezone

from reencuentro.casework.models import Request
from reencuentro.engines import matching
from reencuentro.engines.simulation import Measures, simulate

from .day import Day
from .values import requests_as_values

DAYS = 60
RUNS = 3
PAST = timedelta(days=180)
MOST_SAMPLES = 2_000
FEWEST_SAMPLES = 5  # from fewer requests nothing can be drawn that would not be one of them


def before_and_after(day: Day, other: matching.Policy, told: Callable[[int], None]) -> dict[str, Any]:
    """{"before": means, "after": means}; empty where there is too little to draw from. `told(runs over so far)`."""
    samples = _samples(day)
    if len(samples) < FEWEST_SAMPLES or not day.defenders:
        return {}
    found: dict[str, list[Measures]] = {"before": [], "after": []}
    for number in range(2 * RUNS):
        name, policy = (("before", day.policy), ("after", other))[number % 2]
        found[name].append(_run(day, samples, policy, seed=number // 2))
        told(number + 1)
    return {name: _means(runs) for name, runs in found.items()}


def _samples(day: Day) -> list[matching.Request]:
    rows = Request.objects.filter(
        asked_at__gte=day.now - PAST, asked_at__lt=day.now, urgency__gt="", case__erased_at=None
    )
    # Nobody is barred from an invented request: whom a real one must not be offered to is nobody's business here.
    return requests_as_values(list(rows.order_by("-asked_at")[:MOST_SAMPLES]), [], day.now)


def _run(day: Day, samples: list[matching.Request], policy: matching.Policy, *, seed: int) -> Measures:
    return simulate(
        day.defenders,
        samples,
        per_day=len(samples) / PAST.days,
        days=DAYS,
        policy=policy,
        start=timezone.localdate(day.now),
        seed=seed,
        turnaround=day.turnaround,
        worth=day.policy,
    )


def _means(runs: list[Measures]) -> dict[str, float | None]:
    """The mean of each figure; None where no run has it."""
    listed = [asdict(run) for run in runs]
    return {name: _mean([one[name] for one in listed]) for name in listed[0]}


def _mean(values: list[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None and not isnan(value)]
    return round(fmean(known), 4) if known else None
