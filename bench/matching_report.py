"""The section of docs/benchmarks.md about the matching policies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from .matching import POLICIES

TEXT = Path(__file__).with_name("matching.md")
WORDS = {code: words for code, words, _ in POLICIES}
COMPARED = ("joint", "ours", "look_ahead")
SHOWN: dict[str, tuple[str, Callable[[float], str]]] = {
    "load_gini": ("Gini", lambda value: f"{value:.3f}"),
    "language_on_time": ("language", lambda value: f"{100 * value:.1f}"),
    "woman_on_time": ("woman", lambda value: f"{100 * value:.1f}"),
    "waited": ("days", lambda value: f"{value:.1f}"),
}


def section(run: dict[str, Any]) -> str:
    beside = run["beside_first_come"]
    return TEXT.read_text().format(
        seeds=len(run["seeds"]),
        first=run["seeds"][0],
        last=run["seeds"][-1],
        days=run["days"],
        processes=run["processes"],
        minutes=run["seconds"] / 60,
        value=_by_load(run, "ratio"),
        critical=_by_load(run, "critical_on_time"),
        fairness=_fairness(run),
        goals="\n".join(map(_goal, run["goals"])),
        first_come_worlds=len(beside["seeds"]),
        least_gain=min(beside["value"]),
        most_gain=max(beside["value"]),
        nobody=100 * float(np.mean([world["nobody"] for world in run["worlds"]])),
    )


def _by_load(run: dict[str, Any], name: str) -> str:
    """One line for each policy, one column for each load, in percent."""
    loads = sorted({row["load"] for row in run["table"]})
    at = {(row["policy"], row["load"]): row[name] for row in run["table"]}
    lines = ["| Policy | " + " | ".join(map(str, loads)) + " |", "|---|" + "---:|" * len(loads)]
    for code, words in WORDS.items():
        figures = " | ".join(f"{100 * at[code, load]:.1f}" for load in loads)
        lines.append(f"| {words} | {figures} |")
    return "\n".join(lines)


def _fairness(run: dict[str, Any]) -> str:
    heads = " | ".join(head for head, _ in SHOWN.values())
    lines = [f"| Load | Policy | {heads} |", "|---:|---|" + "---:|" * len(SHOWN)]
    for row in run["table"]:
        if row["policy"] in COMPARED:
            figures = " | ".join(write(row[name]) for name, (_, write) in SHOWN.items())
            lines.append(f"| {row['load']} | {WORDS[row['policy']]} | {figures} |")
    return "\n".join(lines)


def _goal(goal: dict[str, Any]) -> str:
    return f"| {goal['goal']} | {goal['target']} | {goal['measured']:.4g} | {'met' if goal['met'] else 'missed'} |"
