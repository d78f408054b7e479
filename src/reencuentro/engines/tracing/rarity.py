"""What agreement of a word is worth: rarer agreements are worth more."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reencuentro.engines import names

from .arrays import Floats
from .lexicon import Close
from .model import LEAST_SHARE, SAME_PERSON
from .statistics import ROLES, Statistics

# What is taken for granted of a base that has few records: as if it held this many more, in which a name has the
# share below. Close's order: the chance that a stranger's name is so close.
TAKEN_FOR_GRANTED = 60
STRANGERS = np.array([1, 0.95, 0.01, 0.01, 0.002, 0.002, 0.004, 0.002, 0.002, 0.003])


# A given name may stand among the surnames, a parent's surname among the child's.
COMPARED_WITH = {
    "given": ("given", "surnames"),
    "surnames": ROLES,
    "mother": ("mother", "surnames"),
    "father": ("father", "surnames"),
}

# How many bear a misspelling of a name, of those who bear the name, beyond the most frequent words.
CALLED_SO = 0.05  # of the bearers of a name, those who go by one certain nickname
SLIPS_OF_ONE_KIND = 0.01  # of the bearers of a name, those who are written in one certain wrong way
MISSPELT = {Close.SLIP: 0.04, Close.SOUND: 0.02, Close.ALIKE: 0.02}


def worth_of_words(
    asked: Sequence[str], roles: Sequence[str], optional: frozenset[str], statistics: Statistics
) -> Floats:
    """asked words x roles x Close: log of how much likelier this closeness is for the same person than for any other.

    ``roles``: of the asked words, which says how often people write them differently. ``optional``: as in
    Lexicon.closeness.
    """
    head = statistics.head()
    closeness = head.words.closeness(asked, statistics.bearers(asked).tolist(), head.bearers, optional)
    found = np.zeros((len(asked), len(ROLES), len(Close)), dtype=np.float32)
    for word, (text, row, role) in enumerate(zip(asked, closeness, roles, strict=True)):
        for there in COMPARED_WITH[role]:
            number = ROLES.index(there)
            seen = np.bincount(row, weights=head.counts[number], minlength=len(Close)).astype(np.float64)
            seen[Close.SAME] = statistics.count(text)[number]
            same = _same_person(text, role, seen)
            found[word, number, 1:] = np.log(same[1:] / _shares(seen, statistics.records[there])[1:])
    return found


def _same_person(word: str, role: str, seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """How close the same person's word is to an asked one. That may itself be a misspelling or a nickname: the
    likelier, the fewer bear it and the more bear a name that it may stand for.
    """
    if len(word) == 1:
        return _row("initial")
    slips = SLIPS_OF_ONE_KIND * (seen[Close.SLIP] + seen[Close.SOUND])
    called = CALLED_SO * seen[Close.NICKNAME] if names.formal(word) else 0.0
    plain = seen[Close.SAME] + 0.5
    found = plain * _row(role) + slips * _row("misspelt") + called * _row("nickname")
    return np.asarray(found / (plain + slips + called))


def _row(role: str) -> NDArray[np.float64]:
    model = SAME_PERSON[role]
    return np.array([0.0, *(model[Close(level)] for level in range(1, len(Close)))])


def _shares(seen: NDArray[np.float64], records: int) -> NDArray[np.float64]:
    """The share of records with a word so close, for each closeness."""
    for level, share in MISSPELT.items():
        seen[level] += share * seen[Close.SAME]
    shares = (seen + TAKEN_FOR_GRANTED * STRANGERS) / (records + TAKEN_FOR_GRANTED)
    shares[Close.OTHER] = 1 - min(shares[2:].sum(), 0.9)
    return np.asarray(np.maximum(shares, LEAST_SHARE))
