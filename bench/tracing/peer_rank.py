"""The peer's second step: up to 300 records that trigrams found, put in order by name, date, place, parents and phone.

A logistic model; its weights were fitted on pool a (`python -m bench.tracing.peers --fit FOLDER`) and stand in
peer_weights.json. Its probability is that of one pair, as the model knows no more.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.optimize import minimize

from .files import Row

WEIGHTS = Path(__file__).with_name("peer_weights.json")
FEATURES = (
    "one", "words in any order", "shared words", "born: same day", "born: day and month swapped", "born: another year",
    "born: same month", "born: same year", "born: a year apart", "born: otherwise", "municipality", "department only",
    "another department", "mother", "mother known", "father", "father known", "phone", "another phone", "another sex",
    "another country",
)  # fmt: skip
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plain:
    """A record without capitals and accents."""

    name: str
    born: tuple[str, ...]  # year, month, day as far as known
    age: int | None
    muni: str
    dept: str
    mother: str
    father: str
    phone: str
    sex: str
    country: str


def plain(row: Row) -> Plain:
    return Plain(
        name=flat(f"{row.get('given', '')} {row.get('sur', '')}"),
        born=tuple(row["dob"].split("-")) if "dob" in row else (),
        age=row.get("age"),
        muni=flat(row.get("muni", "")),
        dept=flat(row.get("dept", "")),
        mother=flat(row.get("mother", "")),
        father=flat(row.get("father", "")),
        phone=row.get("phone", "")[-8:],
        sex=row.get("sex", ""),
        country=row.get("country", ""),
    )


def flat(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(one for one in marks if not unicodedata.combining(one))))


class Ranker:
    def __init__(self, weights: Numbers) -> None:
        self.weights = weights

    @classmethod
    def fitted(cls) -> "Ranker":
        kept = json.loads(WEIGHTS.read_text())
        return cls(np.array([kept[name] for name in FEATURES]))

    def probabilities(self, asked: Plain, found: Sequence[Plain]) -> Numbers:
        return np.asarray(1 / (1 + np.exp(-(features(asked, found) @ self.weights))))


def features(asked: Plain, found: Sequence[Plain]) -> Numbers:
    """One row for each of `found`, one column for each of FEATURES."""
    table = np.zeros((len(found), len(FEATURES)))
    names = [one.name for one in found]
    table[:, 0] = 1
    table[:, 1] = process.cdist([asked.name], names, scorer=fuzz.token_sort_ratio)[0] / 100
    table[:, 2] = process.cdist([asked.name], names, scorer=fuzz.token_set_ratio)[0] / 100
    for line, one in zip(table, found, strict=True):
        if (at := _born(asked, one)) is not None:
            line[at] = 1
        _place(line, asked, one)
        line[17] = bool(asked.phone) and asked.phone == one.phone
        line[18] = bool(asked.phone and one.phone) and asked.phone != one.phone
        line[19] = bool(asked.sex and one.sex) and asked.sex != one.sex
        line[20] = bool(asked.country and one.country) and asked.country != one.country
    _parents(table, 13, asked.mother, [one.mother for one in found])
    _parents(table, 15, asked.father, [one.father for one in found])
    return table


def _born(asked: Plain, one: Plain) -> int | None:
    """The column of the first thing that agrees; None where one of them is not known."""
    left, right = asked.born, one.born
    if not left or not right:
        return _age(asked, one)
    if left == right and len(left) == 3:
        return 3
    if left[:2] == right[:2] and min(len(left), len(right)) == 2:
        return 6
    if len(left) == len(right) == 3 and left[1:] == right[:0:-1] and left[0] == right[0]:
        return 4
    if len(left) == len(right) == 3 and left[1:] == right[1:] and abs(int(left[0]) - int(right[0])) <= 2:
        return 5
    if left[:2] == right[:2] and len(left) > 1 and len(right) > 1:
        return 6
    apart = abs(int(left[0]) - int(right[0]))
    return 7 if apart == 0 else 8 if apart == 1 else 9


def _age(asked: Plain, one: Plain) -> int | None:
    """Ages were stated on 1 January 2026."""
    ages = [_years(asked), _years(one)]
    if None in ages:
        return None
    apart = abs(ages[0] - ages[1])  # type: ignore[operator]
    return 7 if apart == 0 else 8 if apart == 1 else 9


def _years(one: Plain) -> int | None:
    return one.age if one.age is not None else 2025 - int(one.born[0]) if one.born else None


def _place(line: Numbers, asked: Plain, one: Plain) -> None:
    if asked.muni and asked.muni == one.muni:
        line[10] = 1
    elif asked.dept and one.dept:
        line[11 if asked.dept == one.dept else 12] = 1


def _parents(table: Numbers, column: int, asked: str, names: list[str]) -> None:
    if asked:
        known = np.array([bool(name) for name in names])
        table[:, column] = process.cdist([asked], names, scorer=fuzz.token_set_ratio)[0] / 100 * known
        table[:, column + 1] = known


def fit(table: Numbers, right: Numbers) -> Numbers:
    """Weights of the most likely logistic model, held back a little."""

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        points = table @ weights
        worth = np.logaddexp(0, points) - right * points
        slope = table.T @ (1 / (1 + np.exp(-points)) - right)
        return float(worth.sum() + 0.05 * weights @ weights), slope + 0.1 * weights

    found: Numbers = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    return found
