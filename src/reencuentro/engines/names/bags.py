"""Two bags of words of a name laid side by side: who pairs with whom, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from scipy.optimize import linear_sum_assignment

from .likeness import Likeness, likeness, two_usual_names, usual

Words = tuple[str, ...]

# Particles that grew into the word behind them: "Delosreyes" for "de los Reyes".
GROWN_PARTICLES = ("delos", "delas", "dela", "del", "de")
_SHORTEST_PART = 3  # letters that must be left behind such a particle
_SHORTEST_JOINED = 6  # letters of two words written as one: shorter ones look alike by chance


@dataclass(frozen=True)
class Pair:
    """A word of one name and the word of the other that it pairs with."""

    one: str
    other: str
    likeness: Likeness


@dataclass(frozen=True)
class Bags:
    """Pairs in the order of the first name. ``joined`` when a word was read as two of the other name."""

    pairs: tuple[Pair, ...]
    left_one: Words
    left_other: Words
    ordered: bool
    joined: bool

    @property
    def strong(self) -> int:
        """How many pairs are one word for all we can tell."""
        return sum(pair.likeness >= Likeness.CLOSE for pair in self.pairs)


def lay_side_by_side(one: Words, other: Words) -> Bags:
    """The one-to-one pairing with the highest sum of likeness.

    Two usual names that are not the same (Mario, María) never pair.
    """
    parted_one, parted_other = _parted(one, other), _parted(other, one)
    joined = parted_one != one or parted_other != other
    return _paired(parted_one, parted_other, joined)


def _paired(one: Words, other: Words, joined: bool) -> Bags:
    met = _met(one, other)
    pairs = tuple(Pair(one[i], other[j], Likeness(_evidence(one[i], other[j]))) for i, j in met)
    places = [j for _, j in met]
    return Bags(
        pairs, _left(one, [i for i, _ in met]), _left(other, places), places == sorted(places), joined
    )


def _met(one: Words, other: Words) -> list[tuple[int, int]]:
    """Places of the words that pair, in the order of the first; always solved one way round, so that of equally
    good pairings both ways find the same.
    """
    if other < one:
        return sorted((i, j) for j, i in _met(other, one))
    if not one:
        return []
    scores = np.array([[_evidence(a, b) for b in other] for a in one])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j]]


def _evidence(one: str, other: str) -> int:
    step = likeness(one, other)
    return 0 if step is Likeness.WEAK and two_usual_names(one, other) else int(step)


def _left(words: Words, met: Sequence[int]) -> Words:
    return tuple(word for place, word in enumerate(words) if place not in met)


def _parted(words: Words, others: Words) -> Words:
    """Words that hold two words of the other name, or a particle and one of them, read as these."""
    parts: Words = ()
    for word in words:
        parts += _parts(word, others)
    return parts


def _parts(word: str, others: Words) -> Words:
    if usual(word) or any(likeness(word, other) >= Likeness.CLOSE for other in others):
        return (word,)
    if len(word) >= _SHORTEST_JOINED:
        for pair in permutations(others, 2):
            if likeness(word, "".join(pair)) >= Likeness.CLOSE and min(map(len, pair)) > 1:
                return pair
    return (_without_particle(word, others),)


def _without_particle(word: str, others: Words) -> str:
    for particle in GROWN_PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) >= _SHORTEST_PART and any(_heard(rest, other) for other in others):
            return rest
    return word


def _heard(one: str, other: str) -> bool:
    return likeness(one, other) >= Likeness.SOUND
