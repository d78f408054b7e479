"""The matching policies beside each other in invented networks: value, fairness, alarms, and every goal.

    PYTHONPATH=src python -m bench.matching [--quick] [--seeds 5] [--json FILE] [--picture FILE]

Six loads, several fresh seeds each (from the clock unless `--seed` says which), seven policies in the same
worlds, and the clairvoyant bound of each world. `reencuentro.engines.simulation` states the assumptions. JSON
goes to standard output too; progress to standard error.
"""

import argparse
import json
import multiprocessing
import os
import platform
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import (
    Chooser,
    FirstCome,
    Greedy,
    Joint,
    Measures,
    OldestFirst,
    Suggested,
    World,
    clairvoyant,
    invented_world,
    measure,
    run,
    value_only,
)

from .chart import Line, chart
from .matching_goals import goals

LOADS = (0.3, 0.6, 0.9, 1.1, 1.3, 1.4)
QUICK_LOADS = (0.3, 0.9, 1.4)
DAYS, QUICK_DAYS = 180, 60
FUTURES = 4
# Where a backlog just begins, first come differs much from world to world: more worlds, two policies.
FIRST_COME_AT = 0.9
# Code, words, colour of the chart (readable on white and on black).
POLICIES = (
    ("first_come", "first come, nearest available", "#b7791f"),
    ("oldest_first", "joint optimum, hard age floor", "#c05621"),
    ("greedy", "greedy by urgency", "#8b6fb3"),
    ("joint", "joint optimum each day", "#2f855a"),
    ("ours", "ours: joint optimum with load term", "#2b6cb0"),
    ("ours_by_kind", "ours, days known by kind and country only", "#718096"),
    ("look_ahead", "ours with 4 sampled futures", "#d53f8c"),
)


def main() -> None:
    options = _options()
    began = time.perf_counter()
    jobs = [
        (load, options.seed + number, options.days)
        for number in range(options.seeds)
        for load in options.loads
    ]
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        worlds = []
        for found in pool.imap_unordered(_world, jobs):
            worlds.append(found)
            _say(f"load {found['load']}, seed {found['seed']}: {found['seconds']} s")
        more = [(FIRST_COME_AT, options.seed + 1000 + number, options.days) for number in range(options.more)]
        beside = pool.map(_beside_first_come, more)
    worlds.sort(key=lambda one: (one["load"], one["seed"]))
    table = [_line(load, code, worlds) for load in options.loads for code, _, _ in POLICIES]
    result = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "seeds": [options.seed + number for number in range(options.seeds)],
        "days": options.days,
        "processes": options.processes,
        "seconds": round(time.perf_counter() - began),
        "policy": asdict(Policy()),
        "worlds": [_without_policies(one) for one in worlds],
        "table": table,
        "beside_first_come": _beside(more, beside),
        "goals": goals(table, _beside(more, beside)),
    }
    _write(options, result)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three loads, two seeds, 60 days")
    parser.add_argument("--seeds", type=int, help="how many worlds for each load (5; quick: 2)")
    parser.add_argument("--seed", type=int, help="the first seed (from the clock)")
    parser.add_argument("--more", type=int, help="worlds for the comparison with first come (24; quick: 4)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, help="a file for the result")
    parser.add_argument("--picture", type=Path, help="a file for the chart (SVG)")
    options = parser.parse_args()
    options.seeds = options.seeds or (2 if options.quick else 5)
    options.more = options.more or (4 if options.quick else 24)
    options.seed = int(time.time()) if options.seed is None else options.seed
    options.loads, options.days = (QUICK_LOADS, QUICK_DAYS) if options.quick else (LOADS, DAYS)
    return options


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def choosers(world: World) -> dict[str, Chooser]:
    """The policies by their codes. Ours is what the application calls: `suggest`, with reasons and alarms."""
    policy = Policy()
    return {
        "first_come": FirstCome(),
        "greedy": Greedy(policy),
        "joint": Joint(value_only(policy)),
        "oldest_first": OldestFirst(policy),
        "ours": Suggested(policy),
        "ours_by_kind": Joint(policy),
        "look_ahead": Joint(Policy(futures=FUTURES)),
    }


def _world(job: tuple[float, int, int]) -> dict[str, Any]:
    """All policies in one world, and its bound."""
    load, seed, days = job
    began = time.perf_counter()
    world = invented_world(load=load, seed=seed, days=days)
    bound = clairvoyant(world, Policy())
    found: dict[str, Any] = {}
    for code, choose in choosers(world).items():
        start = time.perf_counter()
        believed = world.turnaround.by_kind() if code == "ours_by_kind" else None
        measured = asdict(measure(run(world, choose, turnaround=believed), Policy()))
        seconds = round(time.perf_counter() - start, 2)
        found[code] = {**measured, "ratio": measured["value"] / bound, "seconds": seconds}
    seconds = round(time.perf_counter() - began, 1)
    return {"load": load, "seed": seed, "bound": round(bound, 3), "seconds": seconds, "policies": found}


def _beside_first_come(job: tuple[float, int, int]) -> tuple[Measures, Measures]:
    """Ours (the quick way to the same pairs as `suggest`) and first come in one more world."""
    load, seed, days = job
    world = invented_world(load=load, seed=seed, days=days)
    ours, first = (measure(run(world, choose), Policy()) for choose in (Joint(Policy()), FirstCome()))
    return ours, first


def _beside(jobs: list[tuple[float, int, int]], found: list[tuple[Measures, Measures]]) -> dict[str, Any]:
    """How many times first come's value, and its share of critical requests on time: means, least and most."""
    value = [ours.value / first.value for ours, first in found]
    critical = [ours.critical_on_time / first.critical_on_time for ours, first in found]
    ratios = {
        name: [round(one, 4) for one in ratio] for name, ratio in (("value", value), ("critical", critical))
    }
    means = {f"{name}_mean": round(float(np.mean(ratio)), 4) for name, ratio in ratios.items()}
    return {"load": FIRST_COME_AT, "seeds": [seed for _, seed, _ in jobs], **ratios, **means}


def _without_policies(world: dict[str, Any]) -> dict[str, Any]:
    """What is kept of one world: its bound, and the ratio of each policy."""
    ratios = {code: round(found["ratio"], 4) for code, found in world["policies"].items()}
    nobody = world["policies"]["ours"]["nobody"] / world["policies"]["ours"]["requests"]
    return {
        **{key: world[key] for key in ("load", "seed", "bound")},
        "nobody": round(nobody, 4),
        "ratios": ratios,
    }


COUNTS = ("violations", "needed_alarms", "missed_alarms")


def _line(load: float, code: str, worlds: list[dict[str, Any]]) -> dict[str, Any]:
    """One policy at one load: means over the seeds, counts as sums."""
    runs = [one["policies"][code] for one in worlds if one["load"] == load]
    line: dict[str, Any] = {"load": load, "policy": code}
    for name in runs[0]:
        values = [one[name] for one in runs if one[name] is not None]
        if name in COUNTS:
            line[name] = sum(values) if values else None
        else:
            line[name] = round(float(np.mean(values)), 4) if values else None
    return line


def _write(options: argparse.Namespace, result: dict[str, Any]) -> None:
    text = json.dumps(result, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n")
    if options.picture:
        options.picture.write_text(picture(result))


def picture(result: dict[str, Any]) -> str:
    """The chart of value by load, as SVG."""
    lines = [
        Line(
            words,
            colour,
            [(row["load"], row["ratio"]) for row in result["table"] if row["policy"] == code],
        )
        for code, words, colour in POLICIES
        if code != "ours_by_kind"
    ]
    return chart(lines, title="Value by load, as a share of what a clairvoyant could reach", across="load")


if __name__ == "__main__":
    main()
