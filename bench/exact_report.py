"""The section of docs/benchmarks.md about whether a proposal is right, and how long it takes."""

from pathlib import Path
from typing import Any

TEXT = Path(__file__).with_name("exact.md")
HIGHS = 1e-6  # how far the worth of a proposal may be from HiGHS'


def goals(run: dict[str, Any]) -> list[dict[str, Any]]:
    """What matching.md asks of the check and of the speed; `run` has both."""
    check = run["check"]
    wrong, gap = sum(check["violations"].values()), check["largest difference from HiGHS"]
    return [
        _goal(f"violations in {check['instances']:,} random days", "0", wrong, wrong == 0),
        _goal("largest difference from HiGHS", f"<= {HIGHS:g}", gap, gap <= HIGHS),
        *map(_fast, run["speed"]["results"]),
    ]


def _fast(result: dict[str, Any]) -> dict[str, Any]:
    seconds, most = result["proposal with explanations"]["seconds"], result["goal"]
    name = f"{result['size']}, {result['network']}: seconds with all explanations"
    return _goal(name, f"<= {most:g}", seconds, seconds <= most)


def _goal(goal: str, target: str, measured: float, met: bool) -> dict[str, Any]:
    return {"goal": goal, "target": target, "measured": measured, "met": met}


def section(run: dict[str, Any]) -> str:
    check, speed = run["check"], run["speed"]
    checked = check["checked"]
    peer = next(one for one in speed["results"] if "HiGHS alone" in one and one["network"] == "one country")
    return TEXT.read_text().format(
        seed=check["seed"],
        minutes=check["seconds"] / 60,
        options=checked["checked options"],
        pins=checked["checked pins"],
        swaps=checked["checked swap costs"],
        pin_costs=checked["checked pin costs"],
        odd=checked["checked odd days"],
        speed_seed=speed["seed"],
        highs=peer["HiGHS alone"]["seconds"],
        goals="\n".join(map(_row, goals(run))),
    )


def _row(goal: dict[str, Any]) -> str:
    return f"| {goal['goal']} | {goal['target']} | {goal['measured']:.3g} | {'met' if goal['met'] else 'missed'} |"
