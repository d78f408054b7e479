"""What answers are worth. Plain counting: who was right, at which place, and how sure.

A question of kind "self" is right when the record is the person's, whichever of that person's records it is.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .files import Row

Numbers = NDArray[np.float64]
PERSON = ("self", "none", "near")  # kinds that ask for one person
PRECISION = 0.99
TOP = 10
FEWEST = 40  # questions of a corruption or a country from which on it is told apart
BINS = 5
FEWEST_IN_BIN = 30
RESAMPLES = 1000


@dataclass(frozen=True)
class Answer:
    """`ranked`: (rid, probability), best first."""

    ms: float
    ranked: list[tuple[int, float]]


Answers = dict[int, Answer]  # by qid


class Truth:
    """Whose each record is."""

    def __init__(self, base: Sequence[Row]) -> None:
        self.pid = [row["pid"] for row in base]
        self.fid = [row["fid"] for row in base]
        self.of_family: dict[int, set[int]] = defaultdict(set)
        for row in base:
            self.of_family[row["fid"]].add(row["pid"])

    def rank(self, query: Row, answer: Answer) -> int:
        """Place of the first record of the person asked for, from 1; 0 if it is not there."""
        hits = (at for at, (rid, _) in enumerate(answer.ranked, 1) if self.pid[rid] == query["pid"])
        return next(hits, 0)


@dataclass(frozen=True)
class Firsts:
    """The first answer to each question for a person: how sure, whether right, and what kind of question."""

    sure: Numbers
    right: NDArray[np.bool_]
    kind: NDArray[np.str_]
    ranks: NDArray[np.int64]  # of "self", 0 elsewhere and where it was not found

    def take(self, which: NDArray[Any]) -> "Firsts":
        return Firsts(self.sure[which], self.right[which], self.kind[which], self.ranks[which])


def firsts(truth: Truth, queries: Sequence[Row], answers: Answers) -> Firsts:
    """Nothing found counts as an answer of which one is not sure at all (-1)."""
    asked = [query for query in queries if query["kind"] in PERSON]
    ranks = [truth.rank(query, answers[query["qid"]]) if query["kind"] == "self" else 0 for query in asked]
    sure = [ranked[0][1] if (ranked := answers[query["qid"]].ranked) else -1.0 for query in asked]
    return Firsts(
        np.array(sure, float),
        np.array([rank == 1 for rank in ranks], bool),
        np.array([query["kind"] for query in asked], str),
        np.array(ranks, np.int64),
    )


def threshold(sure: Numbers, right: NDArray[np.bool_], precision: float = PRECISION) -> tuple[float, int]:
    """The least sureness from which on answers are right often enough, and how many right ones that keeps.

    Where nothing is right often enough: (inf, 0). Answers equally sure are kept or refused together.
    """
    order = np.argsort(-sure, kind="stable")
    kept, found = np.arange(1, len(order) + 1), np.cumsum(right[order])
    last = np.append(sure[order][1:] != sure[order][:-1], True)  # of those equally sure
    good = np.flatnonzero((found >= precision * kept - 1e-9) & last & (sure[order] >= 0))
    if not len(good):
        return float("inf"), 0
    best = good[np.argmax(found[good])]
    return float(sure[order][best]), int(found[best])


def person(first: Firsts) -> dict[str, float]:
    """R@1, R@10, recall at 99 % precision, and which strangers and siblings are taken for the person there."""
    own = first.kind == "self"
    least, found = threshold(first.sure, first.right)
    many = max(int(own.sum()), 1)
    return {
        "r1": float((first.ranks[own] == 1).mean()),
        "r10": float(((first.ranks[own] > 0) & (first.ranks[own] <= TOP)).mean()),
        "recall_99": found / many,
        "threshold": least,
        "false_none": _share(first.sure[first.kind == "none"] >= least),
        "false_near": _share(first.sure[first.kind == "near"] >= least),
    }


def _share(which: NDArray[np.bool_]) -> float:
    return float(which.mean()) if len(which) else 0.0


def curve(first: Firsts, step: int = 10) -> list[tuple[int, float]]:
    """(recall in percent, precision): the highest precision with which at least so many people are found."""
    order = np.argsort(-first.sure, kind="stable")
    found = np.cumsum(first.right[order])
    last = np.append(first.sure[order][1:] != first.sure[order][:-1], True)
    precision = np.where(last, found / np.arange(1, len(order) + 1), 0)
    recall = 100 * found / max(int((first.kind == "self").sum()), 1)
    reached = [at for at in range(step, 101, step) if (last & (recall >= at)).any()]
    return [(at, round(float(precision[recall >= at].max()), 4)) for at in reached]


def intervals(first: Firsts, resamples: int = RESAMPLES, seed: int = 1) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of what `person` counts; questions are drawn anew, and the threshold with them."""
    chance, many = np.random.default_rng(seed), len(first.sure)
    drawn = [person(first.take(chance.integers(0, many, many))) for _ in range(resamples)]
    names = [name for name in drawn[0] if name != "threshold"]
    values = {name: np.quantile([one[name] for one in drawn], (0.025, 0.975)) for name in names}
    return {name: (round(float(low), 4), round(float(high), 4)) for name, (low, high) in values.items()}


def by_group(
    truth: Truth, queries: Sequence[Row], answers: Answers, groups: Callable[[Row], Sequence[str]]
) -> dict[str, dict[str, float]]:
    """R@10 and number of "self" questions of each group that has enough of them."""
    found = defaultdict(list)
    for query in queries:
        if query["kind"] == "self":
            rank = truth.rank(query, answers[query["qid"]])
            for group in groups(query):
                found[group].append(0 < rank <= TOP)
    return {
        group: {"n": len(hits), "r10": sum(hits) / len(hits)}
        for group, hits in sorted(found.items())
        if len(hits) >= FEWEST
    }


def relatives(truth: Truth, queries: Sequence[Row], answers: Answers, kind: str) -> dict[str, float]:
    """Share of questions of "sibling" or "parent" with a record of the family among the first ten.

    The child's own records neither count nor take up a place; questions without such a record are left out.
    """
    hits = []
    for query in queries:
        if query["kind"] == kind and truth.of_family[query["fid"]] - {query["pid"]}:
            others = [
                rid
                for rid, _ in answers[query["qid"]].ranked
                if truth.pid[rid] != query["pid"] or kind == "parent"
            ]
            hits.append(any(truth.fid[rid] == query["fid"] for rid in others[:TOP]))
    return {"n": len(hits), "r10": sum(hits) / max(len(hits), 1)}


def reliability(first: Firsts, bins: int = BINS) -> list[dict[str, float]]:
    """For each bin of sureness: how many, how sure in the mean, how many of them right."""
    at = np.clip((first.sure * bins).astype(int), 0, bins - 1)
    found = []
    for number in range(bins):
        which = (at == number) & (first.sure >= 0)
        if which.any():
            said, right = float(first.sure[which].mean()), float(first.right[which].mean())
            found.append({"from": number / bins, "n": int(which.sum()), "said": said, "right": right})
    return found


def brier(first: Firsts) -> float:
    """Mean square of what was said minus what was; nothing found says 0."""
    return float(((np.maximum(first.sure, 0) - first.right) ** 2).mean())


def worst_bin(bins: Sequence[dict[str, float]]) -> float:
    """The largest distance between said and right, of bins with enough answers to tell."""
    return max((abs(one["said"] - one["right"]) for one in bins if one["n"] >= FEWEST_IN_BIN), default=0.0)


def pairs(
    truth: Truth, asked: dict[int, int], answers: Answers, wanted: set[tuple[int, int]]
) -> dict[str, float]:
    """Recall at 99 % precision over pairs of records. `asked`: qid -> the record that was asked with.

    The record itself is dropped from its answers; a pair found from both sides is as sure as the surer of them.
    """
    sure: dict[tuple[int, int], float] = {}
    for qid, own in asked.items():
        for rid, probability in answers[qid].ranked:
            if rid != own:
                pair = (min(own, rid), max(own, rid))
                sure[pair] = max(sure.get(pair, 0.0), probability)
    found = list(sure)
    right = np.array([truth.pid[one] == truth.pid[other] for one, other in found], bool)
    least, many = threshold(np.array([sure[pair] for pair in found], float), right)
    return {"n": len(wanted), "recall_99": many / max(len(wanted), 1), "threshold": least}


def times(queries: Sequence[Row], answers: Answers) -> dict[str, float]:
    """Of questions for a person: the others are something that peers do not answer."""
    ms = [answers[query["qid"]].ms for query in queries if query["kind"] in PERSON]
    return {"p50_ms": float(np.quantile(ms, 0.5)), "p95_ms": float(np.quantile(ms, 0.95))}
