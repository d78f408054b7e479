"""Days from acceptance to delivery: ours beside means of kinds, Kaplan-Meier (lifelines) and the catalogue alone.

    PYTHONPATH=src python -m bench.turnaround --seeds 12 --json > turnaround.json

Each seed is a world of its own in three sorts (bench/turnaround_world.py: normal, heavy tails, countries alike). The
methods learn from its past and are asked about new work in it. The seeds are fresh unless `--first` names one.

factor    exp of the mean absolute difference between the logarithms of foretold and real days: 1.5 = typically a factor
          of 1.5 too long or too short; half_within is the same with the median difference
interval  share of the work that really took between the foretold days of 10 and of 90 %
ece       expected calibration error of the chance of coming before the deadline: ten bins of equal width in each world,
          then the mean of the worlds; ece_pooled has the work of all worlds in the same ten bins
"""

import argparse
import json
import os
import platform
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .turnaround_peers import METHODS, Foretold, Numbers
from .turnaround_world import SORTS, Work, World

OBSERVATIONS = (60, 200, 1000)
BINS = 10
GOAL_AT = 200


@dataclass(frozen=True)
class Outcome:
    """One method in one world."""

    method: str
    sort: str
    observations: int
    errors: Numbers  # absolute, of log days
    held: Numbers
    chance: Numbers
    kept: Numbers
    seconds: float


def main() -> None:
    options = _options()
    first = secrets.randbelow(2**31) if options.first is None else options.first
    seeds = range(first, first + options.seeds)
    outcomes = [one for seed in seeds for one in _world(seed, options.asked)]
    results = summary(outcomes)
    run = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "first_seed": first,
        "seeds": options.seeds,
        "asked": options.asked,
        "results": results,
        "goals": goals(results),
    }
    print(json.dumps(run, indent=2) if options.json else _table(run))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="how many worlds of each sort")
    parser.add_argument("--first", type=int, help="the first seed; without it a fresh one")
    parser.add_argument("--asked", type=int, default=2000, help="new pieces of work in each world")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _world(seed: int, asked: int) -> Iterator[Outcome]:
    print(f"seed {seed}", file=sys.stderr, flush=True)
    for sort in SORTS:
        for observations in OBSERVATIONS:
            world = World(seed, sort)
            prior, seen, work = world.catalogue(), world.observed(observations), world.work(asked)
            for method, foretell in METHODS.items():
                began = time.perf_counter()
                foretold = foretell(world, prior, seen, work)
                seconds = time.perf_counter() - began
                yield _outcome(method, sort, observations, foretold, work, seconds)


def _outcome(
    method: str, sort: str, observations: int, foretold: Foretold, work: list[Work], seconds: float
) -> Outcome:
    days = np.array([one.days for one in work])
    return Outcome(
        method=method,
        sort=sort,
        observations=observations,
        errors=np.abs(np.log(foretold.typical) - np.log(days)),
        held=((foretold.low <= days) & (days <= foretold.high)).astype(float),
        chance=foretold.chance,
        kept=(days <= np.array([one.left for one in work])).astype(float),
        seconds=seconds,
    )


def summary(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """One row for each method, sort of world and number of observations: the means of its worlds."""
    keys = [(sort, observations) for sort in SORTS for observations in OBSERVATIONS]
    return [
        _row(method, sort, observations, [one for one in outcomes if _is(one, method, sort, observations)])
        for sort, observations in keys
        for method in METHODS
    ]


def _is(one: Outcome, method: str, sort: str, observations: int) -> bool:
    return (one.method, one.sort, one.observations) == (method, sort, observations)


def _row(method: str, sort: str, observations: int, worlds: list[Outcome]) -> dict[str, Any]:
    pooled = ece(np.concatenate([one.chance for one in worlds]), np.concatenate([one.kept for one in worlds]))
    return {
        "world": sort,
        "observations": observations,
        "method": method,
        "factor": _mean(np.exp(one.errors.mean()) for one in worlds),
        "half_within": _mean(np.exp(np.median(one.errors)) for one in worlds),
        "interval": _mean(one.held.mean() for one in worlds),
        "ece": _mean(ece(one.chance, one.kept) for one in worlds),
        "ece_pooled": round(pooled, 4),
        "seconds": _mean(one.seconds for one in worlds),
    }


def _mean(values: Iterator[Any]) -> float:
    return round(float(np.mean(list(values))), 4)


def ece(chance: Numbers, kept: Numbers) -> float:
    """Mean distance between foretold and real share, weighted by the work in each of ten bins of equal width."""
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    distances = [abs(float(np.sum(chance[bins == one] - kept[bins == one]))) for one in range(BINS)]
    return sum(distances) / len(chance)


def goals(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the engine must reach, in each sort of world."""
    rows = {(row["world"], row["observations"], row["method"]): row for row in results}
    found = []
    for sort in SORTS:
        mine, peer = (rows[sort, GOAL_AT, method] for method in ("ours", "means of kinds"))
        ratio = round(mine["factor"] / peer["factor"], 3)
        found.append(
            _goal(f"{sort}, {GOAL_AT}: factor / that of means of kinds", "<= 0.9", ratio, ratio <= 0.9)
        )
        found.append(_goal(f"{sort}, {GOAL_AT}: ece", "<= 0.04", mine["ece"], mine["ece"] <= 0.04))
        for observations in OBSERVATIONS:
            held = rows[sort, observations, "ours"]["interval"]
            name = f"{sort}, {observations}: 80 % interval holds"
            found.append(_goal(name, "0.75 to 0.85", held, 0.75 <= held <= 0.85))
    return found


def _goal(goal: str, target: str, measured: float, met: bool) -> dict[str, Any]:
    return {"goal": goal, "target": target, "measured": measured, "met": met}


def _table(run: dict[str, Any]) -> str:
    lines = [f"{row['world']:7}{row['observations']:5}  {row['method']:22}" + "".join(
        f"{name} {row[name]:.3f}  " for name in ("factor", "half_within", "interval", "ece", "ece_pooled", "seconds")
    ) for row in run["results"]]  # fmt: skip
    lines += [f"{'met ' if goal['met'] else 'MISS'} {goal['goal']}: {goal['measured']} ({goal['target']})"
              for goal in run["goals"]]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
