"""The goals of the tracing engine, each with its target and what was found in each set of records."""

from collections.abc import Sequence
from typing import Any

from .run import ON_POSTGRES

Runs = Sequence[dict[str, Any]]
Goal = dict[str, Any]
Values = dict[str, float]  # set of records -> what was measured

K10, K100, M1 = 10_000, 100_000, 1_000_000
SIZES = {K10: "10k", K100: "100k", M1: "1M"}
# number, what, where it stands in a run, sign, and for each kind of index the target by number of records
TABLE: tuple[tuple[str, str, str, str, dict[str, dict[int, float]]], ...] = (
    ("G1", "right record among the first ten", "r10", ">=",
     {"stored": {K10: 0.985, K100: 0.975, M1: 0.965}, "sealed": {K10: 0.998, K100: 0.99}}),
    ("G3", "right record first", "r1", ">=",
     {"stored": {K10: 0.975, K100: 0.96, M1: 0.945}, "sealed": {K10: 0.99, K100: 0.98}}),
    ("G4", "recall at 99 % precision", "recall_99", ">=",
     {"stored": {K10: 0.94, K100: 0.92, M1: 0.9}, "sealed": {K10: 0.95, K100: 0.94}}),
    ("G5", "strangers accepted at that threshold", "false_none", "<=",
     {"stored": {K10: 0.01, K100: 0.01, M1: 0.01}, "sealed": {K10: 0.01, K100: 0.01}}),
    ("G5", "brothers and sisters accepted at that threshold", "false_near", "<=",
     {"stored": {K10: 0.03, K100: 0.03, M1: 0.03}, "sealed": {K10: 0.03, K100: 0.03}}),
    ("G6", "p95 of a search, ms", "p95_ms", "<=",
     {"stored": {K100: 60, M1: 150}, "sealed": {K100: 60}, ON_POSTGRES: {M1: 150}}),
    ("G8", "bytes a record", "said.bytes_per_record", "<=",
     {"stored": {K100: 1000, M1: 1000}, ON_POSTGRES: {M1: 1000}}),
    ("G8", "records indexed a second in one process", "said.records_per_s", ">=",
     {"stored": {K100: 2000, M1: 2000}, ON_POSTGRES: {M1: 2000}}),
    ("G8", "seconds to start", "said.start_s", "<=", {"sealed": {K100: 30}}),
    ("G9", "a sibling among the first ten", "sibling.r10", ">=", {"stored": {K100: 0.85}, "sealed": {K100: 0.92}}),
    ("G9", "a child of a known parent among the first ten", "parent.r10", ">=",
     {"stored": {K100: 0.92}, "sealed": {K100: 0.95}}),
    ("G10", "duplicates: recall at 99 % precision", "duplicates.recall_99", ">=",
     {"stored": {K100: 0.95}, "sealed": {K100: 0.98}}),
    ("G11", "among the first ten, worst corruption", "worst_corruption.r10", ">=",
     {"stored": {K100: 0.93}, "sealed": {K100: 0.96}}),
    ("G11", "gap between countries", "gap", "<=", {"stored": {K100: 0.02}, "sealed": {K100: 0.02}}),
    ("G11", "how far behind Mayan surnames are", "behind", "<=", {"stored": {K100: 0.02}, "sealed": {K100: 0.02}}),
    ("G13", "said minus right, worst of 5 bins", "worst_bin", "<=",
     {"stored": {K10: 0.05, K100: 0.05, M1: 0.05}, "sealed": {K10: 0.05, K100: 0.05}}),
)  # fmt: skip
# The same measured for pg_trgm on the same records; what is measured is a ratio.
BESIDE: tuple[tuple[str, str, str, dict[str, dict[int, float]]], ...] = (
    ("G2", "misses / those of pg_trgm", "misses",
     {"stored": {K100: 0.3, M1: 0.3}, "sealed": {K100: 0.15}}),
    ("G6", "p95 / that of pg_trgm", "p95_ms", {"stored": {K100: 0.5}}),
)  # fmt: skip
PEER = "trigrams"


def goals(results: dict[str, Any]) -> list[Goal]:
    """Of the parts that were run. What no run can tell is left out."""
    runs = [
        run
        for part in ("search", "peers", "million", "postgres")
        if part in results
        for run in results[part]["runs"]
    ]
    found = [
        _goal(number, f"{words}, {who}, {SIZES[records]}", sign, target, values(runs, who, records, path))
        for number, words, path, sign, kinds in TABLE
        for who, targets in kinds.items()
        for records, target in targets.items()
    ]
    found += [
        _goal(number, f"{words}, {who}, {SIZES[records]}", "<=", target, _ratios(runs, who, records, path))
        for number, words, path, kinds in BESIDE
        for who, targets in kinds.items()
        for records, target in targets.items()
    ]
    found += _leakage(results.get("leakage"))
    if "febrl" in results:
        f1 = {"FEBRL4": results["febrl"]["f1"]}
        found.append(_goal("G12", "FEBRL4 without its number: F1", ">=", 0.985, f1))
    return sorted((goal for goal in found if goal["by"]), key=lambda goal: int(goal["number"][1:]))


def values(runs: Runs, who: str, records: int, path: str) -> Values:
    return {run["data"]: _at(run, path) for run in runs if (run["who"], run["records"]) == (who, records)}


def _at(run: dict[str, Any], path: str) -> float:
    value: Any = run
    for key in path.split("."):
        value = value[key]
    return float(value)


def _ratios(runs: Runs, who: str, records: int, path: str) -> Values:
    ours, theirs = values(runs, who, records, path), values(runs, PEER, records, path)
    return {data: ours[data] / max(theirs[data], 1e-9) for data in ours if data in theirs}


def _goal(number: str, name: str, sign: str, target: float, by: Values) -> Goal:
    """`measured` is that of the worst set of records."""
    worst = (min if sign == ">=" else max)(by.values(), default=float("nan"))
    return {
        "number": number,
        "goal": name,
        "target": f"{sign} {target:g}",
        "measured": round(worst, 4),
        "by": {data: round(value, 4) for data, value in by.items()},
        "met": worst >= target - 1e-12 if sign == ">=" else worst <= target + 1e-12,
    }


def _leakage(found: dict[str, Any] | None) -> list[Goal]:
    if not found:
        return []
    theft, data = found["stored"], found["data"]
    measured = (
        ("records with a named token, one pool", 0.02, theft["worst"]),
        ("records with a named token, kinds known", 0.03, theft["kinds known"]["named"]),
        ("share of records that the largest token has", 0.005, theft["largest"]),
    )
    return [_goal("G7", words, "<=", target, {data: value}) for words, target, value in measured]
