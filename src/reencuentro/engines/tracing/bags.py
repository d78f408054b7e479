"""Bags of words compared: each asked word with at most one word of the record, the best first."""

from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Floats, Small
from .lexicon import Close


@dataclass(frozen=True)
class Paired:
    """records x asked words. ``worth`` is 0 and ``close`` OTHER for a word that found no fellow.

    slot    which place of the record's bag the fellow has; -1 none
    """

    worth: Floats
    close: Small
    slot: np.ndarray


def pair(worth: Floats, close: Small) -> Paired:
    """Greedy one-to-one pairing, by greatest worth.

    worth, close    records x asked words x places of the record
    """
    records, asked, places = worth.shape
    open_ = np.where(close > Close.OTHER, worth, -np.inf).astype(np.float32)
    found = Paired(
        np.zeros((records, asked), dtype=np.float32),
        np.full((records, asked), Close.OTHER, dtype=np.uint8),
        np.full((records, asked), -1, dtype=np.int8),
    )
    every = np.arange(records)
    for _ in range(min(asked, places)):
        best = open_.reshape(records, -1).argmax(axis=1)
        word, slot = best // places, best % places
        good = every[open_[every, word, slot] > LEAST]
        if not len(good):
            break
        word, slot = word[good], slot[good]
        found.worth[good, word] = worth[good, word, slot]
        found.close[good, word] = close[good, word, slot]
        found.slot[good, word] = slot
        open_[good, word, :] = -np.inf
        open_[good, :, slot] = -np.inf
    return found


LEAST = -2.0  # a fellow that speaks so much against the person is no fellow
