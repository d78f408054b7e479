"""The section of docs/benchmarks.md about the days from acceptance to delivery."""

from pathlib import Path
from typing import Any

TEXT = Path(__file__).with_name("turnaround.md")
HEAD = "| World | Observations | Method | factor | interval | ece |\n|---|---:|---|---:|---:|---:|"


def section(run: dict[str, Any]) -> str:
    return TEXT.read_text().format(
        seeds=run["seeds"],
        first_seed=run["first_seed"],
        asked=run["asked"],
        table="\n".join([HEAD, *map(_row, run["results"])]),
        goals="\n".join(map(_goal, run["goals"])),
        alike_ratio=_factor(run, "ours") / _factor(run, "means of kinds"),
    )


def _row(row: dict[str, Any]) -> str:
    figures = f"{row['factor']:.2f} | {row['interval']:.3f} | {row['ece']:.3f}"
    return f"| {row['world']} | {row['observations']} | {row['method']} | {figures} |"


def _goal(goal: dict[str, Any]) -> str:
    return f"| {goal['goal']} | {goal['target']} | {goal['measured']:.3f} | {'met' if goal['met'] else 'missed'} |"


def _factor(run: dict[str, Any], method: str) -> float:
    wanted = ("alike", 1000, method)
    rows = run["results"]
    return float(next(r["factor"] for r in rows if (r["world"], r["observations"], r["method"]) == wanted))
