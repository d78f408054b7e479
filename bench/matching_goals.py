"""The goals of the matching engine that a simulation can measure, each with its target and what was found."""

from collections.abc import Callable
from typing import Any

Table = list[dict[str, Any]]


def goals(table: Table, beside_first_come: dict[str, Any]) -> list[dict[str, Any]]:
    """`table`: one line for each load and policy. A goal at a load that was not run is left out.
    `beside_first_come`: means of ratios over worlds of their own.
    """
    loads = sorted({row["load"] for row in table})
    at = {(row["load"], row["policy"]): row for row in table}
    found = [
        *_value(at, loads),
        *_against_first_come(beside_first_come),
        *_against_joint(at, loads),
        *_fair(at, loads),
        *_counted(at, loads),
    ]
    return [
        {"goal": goal, "target": target, "measured": round(measured, 4), "met": _met(measured, target)}
        for goal, target, measured in found
    ]


Found = list[tuple[str, str, float]]
At = dict[tuple[float, str], dict[str, Any]]


def _met(measured: float, target: str) -> bool:
    sign, number = target.split(" ")
    compare: dict[str, Callable[[float, float], bool]] = {
        ">=": lambda one, other: one >= other,
        "<=": lambda one, other: one <= other,
        "=": lambda one, other: one == other,
    }
    return compare[sign](measured, float(number))


def _value(at: At, loads: list[float]) -> Found:
    ours = [
        (f"value / clairvoyant bound, load {load}", f">= {target}", at[load, "ours"]["ratio"])
        for load, target in ((0.3, 0.97), (0.9, 0.925), (1.4, 0.895))
        if load in loads
    ]
    stretch = [
        (f"the same with the look-ahead, load {load}", f">= {target}", at[load, "look_ahead"]["ratio"])
        for load, target in ((0.9, 0.94), (1.4, 0.92))
        if load in loads
    ]
    return ours + stretch


def _against_first_come(beside: dict[str, Any]) -> Found:
    where = f"load {beside['load']}, {len(beside['seeds'])} worlds"
    return [
        (f"value / first come's, {where}", ">= 1.15", beside["value_mean"]),
        (f"critical on time / first come's, {where}", ">= 1.5", beside["critical_mean"]),
    ]


def _against_joint(at: At, loads: list[float]) -> Found:
    ratios = {load: at[load, "ours"]["value"] / at[load, "joint"]["value"] for load in loads}
    worst = min(ratios, key=lambda load: ratios[load])
    found = [(f"value / joint optimum's, at the worst load ({worst})", ">= 0.995", ratios[worst])]
    if 0.3 in loads:
        gini = at[0.3, "ours"]["load_gini"] / at[0.3, "joint"]["load_gini"]
        found.append(("load Gini / joint optimum's, load 0.3", "<= 0.86", gini))
    return found


def _fair(at: At, loads: list[float]) -> Found:
    """On-time share minus that of the joint optimum, at the load where it looks worst."""
    found = []
    for name, words in (("language_on_time", "an indigenous language"), ("woman_on_time", "a woman needed")):
        for policy, who in (("ours", ""), ("look_ahead", " with the look-ahead")):
            less = {load: at[load, policy][name] - at[load, "joint"][name] for load in loads}
            worst = min(less, key=lambda load: less[load])
            goal = f"on time, {words}{who}: minus joint optimum's, at the worst load ({worst})"
            found.append((goal, ">= -0.01", less[worst]))
    return found


def _counted(at: At, loads: list[float]) -> Found:
    ours = [at[load, "ours"] for load in loads]
    needed = sum(row["needed_alarms"] for row in ours)
    return [
        (f"alarms missed of {needed:,} needed", "= 0", float(sum(row["missed_alarms"] for row in ours))),
        (
            "proposals against a hard rule, all policies",
            "= 0",
            float(sum(row["violations"] for row in at.values())),
        ),
    ]
