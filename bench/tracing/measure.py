"""One search system, one set of records, one size: what it answers, and everything that can be counted from it."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import metrics
from .files import Row, read, write
from .metrics import Answer, Answers, Truth
from .names import is_mayan
from .pools import mayan_surnames
from .values import words

FIRST_DUPLICATE = 10_000_000  # qids from here on ask with a record of the base
PAIRS, SINGLES = (
    500,
    500,
)  # at most: pairs of records asked for from both sides, and records without a second one


@dataclass(frozen=True)
class Data:
    """One of the worlds, cut to its first `records`."""

    name: str
    folder: Path
    records: int

    @cached_property
    def base(self) -> list[Row]:
        return read(self.folder / "base.jsonl.gz", self.records)

    @cached_property
    def truth(self) -> Truth:
        return Truth(self.base)

    @cached_property
    def queries(self) -> list[Row]:
        return read(self.folder / "queries.jsonl.gz")

    @cached_property
    def pairs(self) -> set[tuple[int, int]]:
        """Two records of one person; some of them, always the same."""
        found = [
            (row["a"], row["b"]) for row in read(self.folder / "dups.jsonl.gz") if row["b"] < self.records
        ]
        return set(random.Random(1).sample(found, min(PAIRS, len(found))))

    @cached_property
    def asked_with(self) -> dict[int, int]:
        """qid -> the record with whose own data its base is asked for another of the same person."""
        twice = {row[side] for row in read(self.folder / "dups.jsonl.gz") for side in ("a", "b")}
        once = [rid for rid in range(len(self.base)) if rid not in twice]
        rids = sorted({rid for pair in self.pairs for rid in pair})
        rids += sorted(random.Random(2).sample(once, min(SINGLES, len(once))))
        return {FIRST_DUPLICATE + number: rid for number, rid in enumerate(rids)}

    def questions(self, path: Path) -> Path:
        """Writes the questions of the world, and after them those for duplicates."""
        own = [
            {
                "qid": qid,
                "kind": "duplicate",
                "pid": self.base[rid]["pid"],
                "ops": [],
                "q": _said(self.base[rid]),
            }
            for qid, rid in self.asked_with.items()
        ]
        write(path, [*self.queries, *own])
        return path


def _said(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in ("rid", "pid", "fid")}


def read_answers(path: Path) -> Answers:
    return {
        row["qid"]: Answer(row["ms"], [(rid, probability) for rid, probability in row["answers"]])
        for row in map(json.loads, path.read_text().splitlines())
    }


def measured(data: Data, answers: Answers) -> dict[str, Any]:
    """Everything that answers alone can tell."""
    truth, queries = data.truth, data.queries
    first = metrics.firsts(truth, queries, answers)
    bins = metrics.reliability(first)
    return {
        **metrics.person(first),
        "intervals": metrics.intervals(first),
        "sibling": metrics.relatives(truth, queries, answers, "sibling"),
        "parent": metrics.relatives(truth, queries, answers, "parent"),
        "duplicates": metrics.pairs(truth, data.asked_with, answers, data.pairs),
        "corruptions": metrics.by_group(truth, queries, answers, lambda query: query["ops"]),
        "countries": metrics.by_group(truth, queries, answers, _own(data, lambda row: [row["country"]])),
        "surnames": metrics.by_group(truth, queries, answers, _own(data, _sort_of_surname)),
        "bins": bins,
        "worst_bin": metrics.worst_bin(bins),
        "brier": metrics.brier(first),
        **metrics.times(queries, answers),
    }


def _own(data: Data, groups: Callable[[Row], Sequence[str]]) -> Callable[[Row], Sequence[str]]:
    """Groups of the record that is asked for, where it says what they need."""
    records: dict[int, Row] = {}
    for row in data.base:
        records.setdefault(row["pid"], row)

    def of(query: Row) -> Sequence[str]:
        try:
            return groups(records[query["pid"]])
        except KeyError:
            return []

    return of


_MAYAN = frozenset(word for name in mayan_surnames() for word in words(name))


def _sort_of_surname(row: Row) -> list[str]:
    """By sound, as they are misspelt in records too."""
    mayan = any(word in _MAYAN for word in words(row["sur"])) or is_mayan(row["sur"])
    return ["mayan" if mayan else "other"]
