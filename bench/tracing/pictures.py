"""Two charts of a kept run: how often an answer is right, and whether the probability shown means what it says."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bench.chart import Line, chart

SYSTEMS = (
    ("sealed", "ours, index in memory", "#2b6cb0"),
    ("stored", "ours, stored index", "#2f855a"),
    ("trigrams", "pg_trgm and re-ranking", "#c05621"),
    ("splink", "Splink", "#8b6fb3"),
    ("primero", "Primero's search", "#b7791f"),
)
RECORDS = 100_000
Runs = Sequence[dict[str, Any]]


def drawn(found: dict[str, Any]) -> dict[str, str]:
    """File name -> SVG; a system that was not measured is left out, and a chart without lines."""
    parts = found["parts"]
    runs = [run for part in ("search", "peers") if part in parts for run in parts[part]["runs"]]
    large = [run for run in runs if run["records"] == RECORDS]
    charts = {
        "tracing.svg": (precision(large), "How often the first answer is right", "percent of the people who are found"),
        "tracing-reliability.svg": (
            reliable(large), "Is the probability true?", "probability shown, in percent (five bins)",
        ),
    }  # fmt: skip
    return {
        name: chart(lines, title=title, across=across)
        for name, (lines, title, across) in charts.items()
        if lines
    }


def precision(runs: Runs) -> list[Line]:
    """The mean over sets of records, as far as all of them reach."""
    lines = []
    for who, words, colour in SYSTEMS:
        curves = [dict(map(tuple, run["curve"])) for run in runs if run["who"] == who]
        if curves and (shared := sorted(set.intersection(*map(set, curves)))):
            points = [(float(at), sum(curve[at] for curve in curves) / len(curves)) for at in shared]
            lines.append(Line(words, colour, points))
    return lines


def reliable(runs: Runs) -> list[Line]:
    """All sets of records together, beside what would be exactly right."""
    lines = [Line("exactly right", "#718096", [(100 * at, at) for at in (0.1, 0.3, 0.5, 0.7, 0.9)])]
    for who, words, colour in SYSTEMS[:2]:
        many: dict[float, float] = defaultdict(float)
        right: dict[float, float] = defaultdict(float)
        for run in runs:
            for one in run["bins"] if run["who"] == who else ():
                many[one["from"]] += one["n"]
                right[one["from"]] += one["n"] * one["right"]
        if many:
            points = [(100 * (at + 0.1), right[at] / many[at]) for at in sorted(many)]
            lines.append(Line(words, colour, [(round(x), y) for x, y in points]))
    return lines if len(lines) > 1 else []
