"""Runs one search system over one set of records in a process of its own, as somebody would by hand."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .measure import Data, measured, read_answers

ROOT = Path(__file__).parents[2]
OURS, PEERS = ("stored", "sealed"), ("trigrams", "primero", "splink")
ON_POSTGRES = "stored, PostgreSQL"
TOLD_DUPLICATES = (*OURS, "trigrams")  # the others would take too long


class Failed(Exception):
    """A process ended badly; carries the last line it wrote."""


@dataclass(frozen=True)
class Runner:
    """`work`: a folder for questions, answers and tokens. `peers`: a Python that has requirements/bench.in."""

    work: Path
    peers: str = field(default=sys.executable)

    def run(self, data: Data, who: str, *, tokens: Path | None = None, database: str = "") -> dict[str, Any]:
        """What was counted and what the system said of itself. ``database``: of the index; its own SQLite without one.

        Raises Failed.
        """
        name = f"{data.name}-{data.records}-{who}{'-postgres' if database else ''}"
        answers = self.work / f"{name}.answers.jsonl"
        questions = data.questions(
            self.work / f"{name}.questions.jsonl.gz", duplicates=who in TOLD_DUPLICATES
        )
        files = ["--base", str(data.folder / "base.jsonl.gz"), "--queries", str(questions)]
        files += ["--limit-base", str(data.records), "--answers", str(answers)]
        if who in OURS:
            command = [
                sys.executable,
                "-m",
                "reencuentro.cli.main",
                "tracing_benchmark",
                "--index",
                who,
                *files,
            ]
            command += ["--dump-tokens", str(tokens)] if tokens else []
            command += ["--database", database] if database else []
        else:
            command = [self.peers, "-m", "bench.tracing.peers", "--peer", who, *files]
        said = json_of(command)
        return {
            "data": data.name,
            "records": data.records,
            "who": who,
            "said": said,
            **measured(data, read_answers(answers)),
        }


def json_of(command: list[str]) -> Any:
    """What the command printed. Raises Failed."""
    print(" ".join(command[:6]), "…", file=sys.stderr, flush=True)
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed("".join(done.stderr.splitlines()[-1:]) or f"ended with {done.returncode}")
    return json.loads(done.stdout)
