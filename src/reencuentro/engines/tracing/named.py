"""The person's own names compared: given names, surnames, and one that stands among the others."""

from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Floats, Small
from .bags import pair, weighed
from .codes import Code
from .columns import Columns, used
from .lexicon import Close
from .model import CALLED_ALSO, CROSSED, CROSSED_AGAIN
from .question import Question, Reading
from .statistics import ROLES

GIVEN, SURNAMES = ROLES.index("given"), ROLES.index("surnames")


@dataclass(frozen=True)
class Named:
    """What names say for each record. ``shown``: whether it has a surname, by the number of the asked word."""

    given: Floats
    surnames: Floats
    given_code: Small
    surnames_code: Small
    shown: dict[int, Bools]


def compare(question: Question, records: Columns, closeness: Small) -> Named:
    """The best of all readings, for each record. ``closeness``: words of the question x words of the records."""
    best, *others = [
        _read(question, records, closeness, given, surnames)
        for given in question.readings["given"]
        for surnames in question.readings["surnames"]
        if not (given.cost and surnames.cost)
    ]
    for other in others:
        best = _better(best, other)
    return best


def _better(one: Named, other: Named) -> Named:
    wins = other.given + other.surnames > one.given + one.surnames
    if not wins.any():
        return one
    return Named(
        np.where(wins, other.given, one.given),
        np.where(wins, other.surnames, one.surnames),
        np.where(wins, other.given_code, one.given_code),
        np.where(wins, other.surnames_code, one.surnames_code),
        other.shown | one.shown,
    )


def _read(question: Question, records: Columns, closeness: Small, given: Reading, surnames: Reading) -> Named:
    first = (*given.words, *question.readings["called"][0].words)
    border = len(used(records.given))
    paired = pair(*_table(question, records, closeness, first, surnames.words))
    mine, family = paired.part(slice(0, len(first))), paired.part(slice(len(first), None))
    crossed_mine = mine.slot >= border
    crossed_family = family.found & (family.slot < border)
    crossed = crossed_mine.sum(1) + crossed_family.sum(1)
    in_given = (mine.found & ~crossed_mine).sum(1) + crossed_family.sum(1)
    in_surnames = paired.found.sum(1) - in_given
    n_given = len(given.words)
    mine.worth[:, n_given:] *= np.where(mine.found[:, :n_given].any(1, keepdims=True), CALLED_ALSO, 1)
    counts = question.features.counts
    for_given, given_code = weighed(
        "given", mine, min(counts[GIVEN], len(given.words)), records.counts[GIVEN], in_given, given.cost
    )
    for_surnames, surnames_code = weighed(
        "surnames",
        family,
        min(counts[SURNAMES], len(surnames.words)),
        records.counts[SURNAMES],
        in_surnames,
        surnames.cost,
    )
    given_code[crossed_mine.any(1)] = Code.SWAPPED
    surnames_code[crossed_family.any(1)] = Code.SWAPPED
    for_given += (CROSSED_AGAIN - CROSSED) * np.maximum(crossed - 1, 0)
    shown = {number: family.found[:, place] for place, number in reversed([*enumerate(surnames.words)])}
    return Named(for_given, for_surnames, given_code, surnames_code, shown)


def _table(
    question: Question, records: Columns, closeness: Small, given: tuple[int, ...], surnames: tuple[int, ...]
) -> tuple[Floats, Small]:
    """records x asked words x places of the record, given names first: worth and closeness."""
    here, there = used(records.given), used(records.surnames)
    slots = np.concatenate((here, there)).T
    close = closeness[np.array([*given, *surnames], dtype=np.intp)][:, slots].transpose(1, 0, 2)
    worth = np.empty(close.shape, dtype=np.float32)
    for place, number in enumerate((*given, *surnames)):
        own = GIVEN if place < len(given) else SURNAMES
        for role, part in ((GIVEN, slice(0, len(here))), (SURNAMES, slice(len(here), None))):
            worth[:, place, part] = question.worth[number, role][close[:, place, part]]
            if role != own:
                sure = close[:, place, part] >= Close.SLIP
                worth[:, place, part] = np.where(sure, worth[:, place, part] + CROSSED, -np.inf)
    return worth, close
