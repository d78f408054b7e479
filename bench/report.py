"""docs/benchmarks.md from the JSON of a run, so that text and figures cannot drift apart.

python -m bench.report docs/benchmarks.json > docs/benchmarks.md
"""

import json
import sys
from pathlib import Path
from typing import Any

from . import exact_report, matching_report, turnaround_report
from .tracing import report as tracing_report

TEXT = Path(__file__).with_name("report.md")
# Benchmarks that keep a run of their own beside the first.
SECTIONS = {
    "benchmarks-exact.json": exact_report.section,
    "benchmarks-matching.json": matching_report.section,
    "benchmarks-turnaround.json": turnaround_report.section,
    "benchmarks-tracing.json": tracing_report.section,
}


def main() -> None:
    print(page(Path(sys.argv[1])), end="")


def page(kept: Path) -> str:
    """The whole page, from the run of the pages and the runs kept beside it."""
    sections = [section(json.loads(kept.with_name(name).read_text())) for name, section in SECTIONS.items()]
    return report(json.loads(kept.read_text())) + "".join(sections)


def report(run: dict[str, Any]) -> str:
    return TEXT.read_text().format(
        cores=run["machine"]["cores"],
        python=run["machine"]["python"],
        requests=run["requests"],
        runs="\n".join(map(_run, run["results"])),
        pages="\n".join(_pages(run["results"])),
    )


def _run(result: dict[str, Any]) -> str:
    filled = result["filled"]
    return (
        f"| {result['database']} | {result['cases']:,} | {filled['seconds']:.0f} s | "
        f"{filled['boxes_per_second']:.0f} | {result['load']} |"
    )


def _pages(results: list[dict[str, Any]]) -> list[str]:
    """One line for each page and concurrency; p50 / p95 of each run beside each other."""
    columns = [f"{result['database']} {result['cases']:,}" for result in results]
    lines = [
        "| Page | At once | " + " | ".join(columns) + " | KB |",
        "|---|---:|" + "---:|" * (len(columns) + 1),
    ]
    for measured in zip(*(result["pages"] for result in results), strict=True):
        first = measured[0]
        figures = " | ".join(
            f"{one['p50_ms']:.0f} / {one['p95_ms']:.0f} ({one['requests_per_second']:.0f}/s)"
            for one in measured
        )
        lines.append(f"| {first['page']} | {first['concurrency']} | {figures} | {first['kilobytes']:.0f} |")
    return lines


if __name__ == "__main__":
    main()
