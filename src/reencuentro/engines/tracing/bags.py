"""Bags of words compared: each asked word with at most one word of the record, the best first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Bools, Floats, Ints, Small
from .codes import OF_CLOSE, Code
from .lexicon import Close
from .model import CONFLICT, DROPPED

LEAST = -2.0  # a fellow that speaks so much against the person is no fellow


@dataclass(frozen=True)
class Paired:
    """records x asked words. ``worth`` is 0 and ``close`` OTHER for a word that found no fellow.

    slot    which place of the record's bag the fellow has; -1 none
    """

    worth: Floats
    close: Small
    slot: NDArray[np.int8]

    def part(self, words: slice) -> "Paired":
        """The same of some of the asked words."""
        return Paired(self.worth[:, words], self.close[:, words], self.slot[:, words])

    @property
    def found(self) -> Bools:
        return np.asarray(self.slot >= 0)


def pair(worth: Floats, close: Small) -> Paired:
    """Greedy one-to-one pairing, by greatest worth.

    worth, close    records x asked words x places of the record
    """
    records, asked, places = worth.shape
    free = np.where((close > Close.OTHER) & (worth > LEAST), worth, -np.inf)
    found = Paired(
        np.zeros((records, asked), dtype=np.float32),
        np.full((records, asked), Close.OTHER, dtype=np.uint8),
        np.full((records, asked), -1, dtype=np.int8),
    )
    rows = np.arange(records)
    for _ in range(min(asked, places)):
        best = free[rows].reshape(len(rows), -1).argmax(axis=1)
        word, slot = best // places, best % places
        good = free[rows, word, slot] > -np.inf
        rows, word, slot = rows[good], word[good], slot[good]
        if not len(rows):
            break
        found.worth[rows, word] = worth[rows, word, slot]
        found.close[rows, word] = close[rows, word, slot]
        found.slot[rows, word] = slot
        free[rows, word, :] = -np.inf
        free[rows, :, slot] = -np.inf
    return found


def weighed(
    role: str, paired: Paired, asked: int, there: Ints, taken: Ints, cost: float
) -> tuple[Floats, Small]:
    """What a bag of names says for each record, and its code; 0 and UNKNOWN where one side has none.

    asked    how many of the first words need a fellow: the others are other ways of writing, or nicknames
    there, taken    how many words each record has, and how many of them found a fellow
    cost     of this reading of the words
    """
    here_left = np.maximum(asked - paired.found.sum(axis=1), 0)
    there_left = np.maximum(there.astype(np.int32) - taken, 0)
    any_found = np.asarray(paired.found.any(axis=1))
    compared = any_found | ((asked > 0) & (there > 0))
    worth = paired.worth.sum(axis=1) + cost + _left_over(role, here_left, there_left, any_found)
    code = _told(paired, here_left, there_left)
    return np.where(compared, worth, 0).astype(np.float32), np.where(compared, code, Code.UNKNOWN)


def _left_over(role: str, here: Ints, there: Ints, any_found: Bools) -> Floats:
    """What words say that found no fellow: ``here`` of the asked, ``there`` of the record."""
    alone, beside = CONFLICT[role]
    both = np.minimum(here, there)
    against = np.where(any_found, beside, alone) * (both > 0) + beside * np.maximum(both - 1, 0)
    return np.asarray(against + DROPPED[role] * (np.maximum(here, there) - both))


def _told(paired: Paired, here: Ints, there: Ints) -> Small:
    """The least that any word says, or that words are left over."""
    weakest = np.where(paired.found, paired.close, len(Close)).min(axis=1, initial=len(Close))
    found = weakest < len(Close)
    code = np.where(found, OF_CLOSE[np.where(found, weakest, 0)], Code.DIFFERS).astype(np.uint8)
    code[found & ((here > 0) | (there > 0))] = Code.PART
    code[found & (here > 0) & (there > 0)] = Code.MIXED
    return code
