"""What agreement of a word is worth: rarer agreements are worth more."""

from collections.abc import Sequence

import numpy as np

from .arrays import Floats, Small
from .lexicon import Close
from .model import LEAST_SHARE, SAME_PERSON
from .statistics import ROLES, Statistics

# What is taken for granted of a base that has few records: as if it held this many more, in which a name has the
# share below. Close's order: the chance that a stranger's name is so close.
TAKEN_FOR_GRANTED = 60
STRANGERS = np.array([1, 0.95, 0.01, 0.01, 0.002, 0.002, 0.004, 0.002, 0.002, 0.003])


def worth_of_words(closeness: Small, roles: Sequence[str], statistics: Statistics) -> Floats:
    """asked words x roles x Close: log of how much likelier this closeness is for the same person than for any other.

    closeness   asked words x words of the statistics; ``roles``: of the asked words, which says how often people
                write them differently
    """
    counts = statistics.counts()
    found = np.zeros((len(closeness), len(ROLES), len(Close)), dtype=np.float32)
    for word, (row, role) in enumerate(zip(closeness, roles, strict=True)):
        same = np.array([0.0, *(SAME_PERSON[role][Close(level)] for level in range(1, len(Close)))])
        for number, there in enumerate(ROLES):
            share = _shares(row, counts[number], statistics.records[there])
            found[word, number, 1:] = np.log(same[1:] / share[1:])
    return found


def _shares(row: Small, counts: Floats, records: int) -> Floats:
    """The share of records with a word so close, for each closeness."""
    seen = np.bincount(row, weights=counts, minlength=len(Close))
    share = (seen + TAKEN_FOR_GRANTED * STRANGERS) / (records + TAKEN_FOR_GRANTED)
    share[Close.OTHER] = 1 - min(share[2:].sum(), 0.9)
    return np.maximum(share, LEAST_SHARE)
