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
ENOUGH = 100  # questions of a country, or of a sort of surname
# At most: pairs of records asked for from both sides, and records without a second one.
PAIRS, SINGLES = 500, 500


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

    def questions(self, path: Path, *, duplicates: bool = True) -> Path:
        """Writes the questions of the world, and after them those for duplicates."""
        if not duplicates:
            write(path, self.queries)
            return path
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
    counted = metrics.person(first)
    return {
        **counted,
        "misses": 1 - counted["r10"],
        "intervals": metrics.intervals(first),
        "curve": metrics.curve(first),
        "sibling": metrics.relatives(truth, queries, answers, "sibling"),
        "parent": metrics.relatives(truth, queries, answers, "parent"),
        "duplicates": _duplicates(data, answers),
        **_in_groups(data, answers),
        **_calibration(first),
        **metrics.times(queries, answers),
    }


def _duplicates(data: Data, answers: Answers) -> dict[str, float]:
    """Nothing is wanted where nothing was asked."""
    asked = {qid: rid for qid, rid in data.asked_with.items() if qid in answers}
    return metrics.pairs(data.truth, asked, answers, data.pairs if asked else set())


def _in_groups(data: Data, answers: Answers) -> dict[str, Any]:
    """Who is found less often. Gaps are between groups of ENOUGH questions; 0 where there are not two."""

    def by(groups: Callable[[Row], Sequence[str]]) -> dict[str, dict[str, float]]:
        return metrics.by_group(data.truth, data.queries, answers, groups)

    corruptions = by(lambda query: query["ops"])
    countries, surnames = by(_own(data, lambda row: [row["country"]])), by(_own(data, _sort_of_surname))
    worst = min(corruptions, key=lambda name: corruptions[name]["r10"], default="")
    shares = [one["r10"] for one in countries.values() if one["n"] >= ENOUGH] or [0.0]
    told = len(surnames) == 2 and min(one["n"] for one in surnames.values()) >= ENOUGH
    return {
        "corruptions": corruptions,
        "worst_corruption": {"name": worst, **corruptions.get(worst, {"n": 0, "r10": 1.0})},
        "countries": countries,
        "gap": max(shares) - min(shares),
        "surnames": surnames,
        "behind": surnames["other"]["r10"] - surnames["mayan"]["r10"] if told else 0.0,
    }


def _calibration(first: metrics.Firsts) -> dict[str, Any]:
    bins = metrics.reliability(first)
    return {"bins": bins, "worst_bin": metrics.worst_bin(bins), "brier": metrics.brier(first)}


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
