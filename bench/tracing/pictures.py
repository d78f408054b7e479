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
            reliable(runs), "Is the probability true?", "middle of each fifth of the probabilities shown, percent",
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
    """What was said in each bin beside how often it was right, all sets and sizes together."""
    ours = [
        (who, words, colour) for who, words, colour in SYSTEMS[:2] if any(run["who"] == who for run in runs)
    ]
    if not ours:
        return []
    names = {who for who, _, _ in ours}
    said = Line("what was said", "#718096", _bins([run for run in runs if run["who"] in names], "said"))
    return [
        said,
        *(
            Line(
                f"what was right: {words}", colour, _bins([run for run in runs if run["who"] == who], "right")
            )
            for who, words, colour in ours
        ),
    ]


def _bins(runs: Runs, key: str) -> list[tuple[float, float]]:
    """(middle of the bin in percent, mean over its answers)."""
    many: dict[float, float] = defaultdict(float)
    sums: dict[float, float] = defaultdict(float)
    for one in (one for run in runs for one in run["bins"]):
        many[one["from"]] += one["n"]
        sums[one["from"]] += one["n"] * one[key]
    return [(round(100 * (at + 0.1)), sums[at] / many[at]) for at in sorted(many)]
