"""The published figures are those of the kept run."""

import json
from pathlib import Path

from bench.report import TURNAROUND, report
from bench.turnaround_report import section

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_benchmarks_is_made_of_the_kept_run() -> None:
    run = json.loads((DOCS / "benchmarks.json").read_text())
    turnaround = json.loads((DOCS / TURNAROUND).read_text())
    assert (DOCS / "benchmarks.md").read_text() == report(run) + section(turnaround)
