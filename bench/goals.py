"""Every goal of the matching engine and of the turnaround, measured in one run on fresh seeds.

    PYTHONPATH=src python -m bench.goals            prints one JSON: the goals, and what each part measured
    PYTHONPATH=src python -m bench.goals --keep     also keeps the runs in docs/ and writes docs/benchmarks.md anew

About seven minutes on two cores; nothing else should run. Exit code 1 when a goal is missed.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import exact_report, report

DOCS = Path(__file__).parent.parent / "docs"
PARTS = {
    "speed": ("matching_speed",),
    "check": ("matching_check", "--instances", "100000"),
    "matching": ("matching", "--picture"),
    "turnaround": ("turnaround", "--json", "--seeds", "20"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--keep", action="store_true")
    keep = parser.parse_args().keep
    picture = DOCS / "pictures" / "matching.svg" if keep else Path("/dev/null")
    runs = {name: measured(*part, *([str(picture)] * (name == "matching"))) for name, part in PARTS.items()}
    if keep:
        kept(runs)
    goals = [*exact_report.goals(runs), *runs["matching"]["goals"], *runs["turnaround"]["goals"]]
    print(json.dumps({"goals": goals, "runs": runs}, indent=1))
    sys.exit(not all(goal["met"] for goal in goals))


def measured(module: str, *options: str) -> dict[str, Any]:
    """One benchmark in a process of its own, as somebody would run it by hand. A found fault is in its answer."""
    print(f"bench.{module} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *options], stdout=subprocess.PIPE, check=False
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def kept(runs: dict[str, Any]) -> None:
    exact = {"speed": runs["speed"], "check": runs["check"]}
    for name, run in (("exact", exact), ("matching", runs["matching"]), ("turnaround", runs["turnaround"])):
        (DOCS / f"benchmarks-{name}.json").write_text(json.dumps(run, indent=1) + "\n")
    (DOCS / "benchmarks.md").write_text(report.page(DOCS / "benchmarks.json"))


if __name__ == "__main__":
    main()
