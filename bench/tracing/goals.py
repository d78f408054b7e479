"""Every goal of the tracing engine, measured in one run on fresh seeds, with its peers.

    PYTHONPATH=src python -m bench.tracing.goals          10,000 and 100,000 records
    ... --million                     also 1,000,000, stored index, on SQLite and on PostgreSQL
    ... --work FOLDER                 keeps worlds, answers and what each part found
    ... --dev FOLDER                  another set of records in the same format, beside pools b and c
    ... --only search,peers,leakage,febrl,million      some parts (postgres too); the others as
                                      the folder of --work still has them
    ... --peers PYTHON                a Python with requirements/bench.in, for peers and FEBRL4
    ... --keep                        also keeps the run in docs/ and writes docs/benchmarks.md and its picture anew

Prints one JSON: the goals, what each part measured, and which parts failed and why. A part that failed does not stop
the others. Exit code 1 when a goal is missed or could not be measured. Nothing else should run meanwhile.
"""

import argparse
import json
import os
import platform
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import cluster

from bench import report

from . import febrl, goal_table, leakage, pictures, world
from .files import read
from .measure import Data
from .run import ON_POSTGRES, OURS, PEERS, Failed, Runner

DOCS = Path(__file__).parents[2] / "docs"
SIZES, LARGE, MILLION = (10_000, 100_000), 100_000, 1_000_000
POOLS = ("b", "c")  # nothing was fitted on them
LEAKAGE_POOL = "c"
SERVER = "-c shared_buffers=1GB -c max_wal_size=4GB -c dynamic_shared_memory_type=mmap"
FEWER = 1400  # questions to a million records, of which the peer answers two in a second


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as thrown_away:
        work = options.work or Path(thrown_away)
        work.mkdir(parents=True, exist_ok=True)
        run = Run(work, options.peers, options.dev, options.seed or _seed(work))
        for name in options.only.split(",") if options.only else [*PARTS][: 6 if options.million else 4]:
            run.part(name)
        found = run.everything() | {"remarks": options.remark}
    if options.keep:
        kept(found)
    print(json.dumps(found, indent=1))
    sys.exit(not all(goal["met"] for goal in found["goals"]) or bool(found["failed"]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--only", default="", metavar="PARTS")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--seed", type=int, help="of the worlds; from the clock, or as before in this folder")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument(
        "--remark", action="append", default=[], help="a sentence for the page: what is special"
    )
    return parser.parse_args()


def _seed(work: Path) -> int:
    """The same for all parts in one folder."""
    kept = work / "seed"
    if not kept.exists():
        kept.write_text(str(secrets.randbelow(10**6)))
    return int(kept.read_text())


@dataclass
class Run:
    """All parts write what they found into `work`, so that they can be run one by one."""

    work: Path
    python: str
    dev: Path | None
    seed: int

    def part(self, name: str) -> None:
        began, found = time.perf_counter(), dict[str, Any]()
        try:
            found["result"] = PARTS[name](self)
        except Exception as error:  # noqa: BLE001 - one part must not stop the others, whatever it stumbled over
            found["failed"] = f"{type(error).__name__}: {error}"
            print(f"{name} failed: {found['failed']}", file=sys.stderr, flush=True)
        found |= {
            "seconds": round(time.perf_counter() - began),
            "load": os.getloadavg()[0],
            "seed": self.seed,
        }
        (self.work / f"part-{name}.json").write_text(json.dumps(found, indent=1))

    def everything(self) -> dict[str, Any]:
        """Of all parts that were ever run in this folder."""
        files = {name: self.work / f"part-{name}.json" for name in PARTS}
        parts = {name: json.loads(file.read_text()) for name, file in files.items() if file.exists()}
        results = {name: part["result"] for name, part in parts.items() if "result" in part}
        return {
            "goals": goal_table.goals(results),
            "failed": {name: part["failed"] for name, part in parts.items() if "failed" in part},
            "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
            "ran": {
                name: {key: part[key] for key in ("seconds", "load", "seed")} for name, part in parts.items()
            },
            "parts": results,
        }

    # --- the parts ---------------------------------------------------------------------------------------

    def search(self) -> dict[str, Any]:
        """Both kinds of index, every set of records, two sizes. One that fails is told; the others go on."""
        return self._all(
            (data, who, self._tokens(data) if who == "stored" else None)
            for size in SIZES for data in self.data(size) for who in OURS
        )  # fmt: skip

    def peers(self) -> dict[str, Any]:
        return self._all((data, who, None) for data in self.data(LARGE) for who in PEERS)

    def million(self) -> dict[str, Any]:
        data = self._world(POOLS[0], MILLION)
        return self._all((data, who, None) for who in ("stored", "trigrams"))

    def postgres(self) -> dict[str, Any]:
        """The stored index of a million records on a PostgreSQL server that writes as durably as in use."""
        data = self._world(POOLS[0], MILLION)
        with cluster(SERVER) as url:
            found = Runner(self.work, self.python).run(data, "stored", database=url)
        return {"runs": [found | {"who": ON_POSTGRES}], "failed": {}}

    def leakage(self) -> dict[str, Any]:
        """The tokens of the stored index of 100,000 records of one pool, and indexes that the attack must break."""
        data = self._world(LEAKAGE_POOL, LARGE)
        known = leakage.sample(LEAKAGE_POOL, LARGE, self.seed + 1)
        tokens = [row["rids"] for row in read(self._tokens(data))]
        stored = leakage.stolen(data.base, known, tokens)
        return {"data": data.name, "stored": stored, "naive": leakage.naive(data.base, known)}

    def febrl4(self) -> dict[str, Any]:
        return febrl.measured(self.work, self.python)

    # --- the data ----------------------------------------------------------------------------------------

    def data(self, size: int) -> list[Data]:
        dev = [Data("dev", self.dev, size)] if self.dev else []
        return [*dev, *(Data(pool, self._world(pool, LARGE).folder, size) for pool in POOLS)]

    def _world(self, pool: str, records: int) -> Data:
        """Made when it is not there yet."""
        folder = self.work / f"{pool}-{records}-{self.seed}"
        if not (folder / "relatives.jsonl.gz").exists():
            queries = FEWER if records == MILLION else world.QUERIES
            world.build(folder, records, self.seed, pool, queries=queries)
        return Data(pool, folder, records)

    def _tokens(self, data: Data) -> Path:
        return self.work / f"{data.name}-{data.records}-{self.seed}.tokens.jsonl"

    def _all(self, jobs: Any) -> dict[str, Any]:
        runs, failed = [], {}
        for data, who, tokens in jobs:
            try:
                runs.append(Runner(self.work, self.python).run(data, who, tokens=tokens))
            except Failed as error:
                failed[f"{data.name} {data.records} {who}"] = str(error)
        if not runs:
            raise Failed(json.dumps(failed))
        return {"runs": runs, "failed": failed}


PARTS: dict[str, Callable[[Run], dict[str, Any]]] = {
    "search": Run.search,
    "peers": Run.peers,
    "leakage": Run.leakage,
    "febrl": Run.febrl4,
    "million": Run.million,
    "postgres": Run.postgres,
}


def kept(found: dict[str, Any]) -> None:
    (DOCS / "benchmarks-tracing.json").write_text(json.dumps(found, indent=1) + "\n")
    for name, picture in pictures.drawn(found).items():
        (DOCS / "pictures" / name).write_text(picture)
    (DOCS / "benchmarks.md").write_text(report.page(DOCS / "benchmarks.json"))


if __name__ == "__main__":
    main()
