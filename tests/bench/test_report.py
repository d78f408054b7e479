"""The published figures are those of the kept run."""

from pathlib import Path

from bench.report import page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_benchmarks_is_made_of_the_kept_run() -> None:
    assert (DOCS / "benchmarks.md").read_text() == page(DOCS / "benchmarks.json")
