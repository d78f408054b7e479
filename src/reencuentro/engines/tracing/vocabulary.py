"""The sounds of all names in a base, and which of them a word that is looked for may stand for.

Misspellings, nicknames and merged words are met here, on the side of the search: nothing of it is kept at rest but the
counts of words, as one sealed blob (statistics.py).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from reencuentro.engines import names

from .statistics import Statistics

# How likely a record has another sound than the one asked for, relative to the same sound. Estimated on generated
# people; only the order of what is looked up first follows from it.
SAME, NICKNAME, PART = 1.0, 0.3, 0.1
SLIPS = {1: 0.1, 2: 0.02}
OFTEN = 20  # records: rarer neighbours are likelier a misspelling of their own, and less is expected of them
RARENESS = 0.3  # how fast

LONG = 7  # letters of a sound in which two slips are looked for
SHORTEST = 3  # letters of a sound in which one slip is, and of each part of a merged word
MOST = 14  # sounds that one word may stand for
MOST_PLACES = 4


class Texts:
    """Distinct texts with counts, and those near to another text."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.texts = list(counts)
        self._letters = np.fromiter(map(_letters, self.texts), np.uint32, len(self.texts))
        self._lengths = np.fromiter(map(len, self.texts), np.int16, len(self.texts))

    def near(self, text: str, slips: int) -> Iterator[tuple[str, int]]:
        """Other texts at most so many slips away, with how many slips."""
        able = self._able(text, slips)
        found = extract(text, able, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return ((other, int(distance)) for other, distance, _ in found if distance)

    def _able(self, text: str, slips: int) -> list[str]:
        """The texts whose length and letters allow so few slips: one slip changes at most two letters."""
        apart = np.bitwise_count(self._letters ^ np.uint32(_letters(text)))
        able = (apart <= 2 * slips) & (np.abs(self._lengths - len(text)) <= slips)
        return [self.texts[place] for place in np.flatnonzero(able)]


def _letters(text: str) -> int:
    """Which letters occur, one bit each; whatever is no letter shares the bits that are left."""
    found = 0
    for letter in text:
        found |= 1 << (ord(letter) - 97 if "a" <= letter <= "z" else 26 + ord(letter) % 6)
    return found


class Vocabulary:
    """What a word or a place that is looked for may stand for in this base."""

    def __init__(self, words: Counter[str], places: Counter[str]) -> None:
        self.words = Texts(words)
        self.sounds = Texts(_counted(words))
        self.places = Texts(places)

    @classmethod
    def of(cls, statistics: Statistics) -> "Vocabulary":
        counts = {word: sum(statistics.count(word)) for word in statistics.words.words}
        return cls(_there(counts), _there(statistics.texts))

    def readings(self, word: str) -> list[tuple[str, float]]:
        """Sounds that a tidy word may stand for and how likely each is, likeliest first."""
        sound = names.sound(word)
        found = {sound: SAME}
        for other in _kindred(word):
            _raise(found, names.sound(other), NICKNAME * self._expected(names.sound(other)))
        for part in self._parts(word):
            _raise(found, part, PART)
        for other, slips in chain(_near(self.sounds, sound), _written(self.words, word)):
            _raise(found, other, SLIPS[slips] * self._expected(other))
        found.pop("", None)
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST]

    def place_readings(self, place: str) -> list[tuple[str, float]]:
        """Places of the base that a tidy place may stand for, likeliest first."""
        found = {place: SAME}
        for other, slips in _near(self.places, place):
            _raise(found, other, SLIPS[slips])
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_PLACES]

    def merged(self, words: Sequence[str]) -> list[str]:
        """Neighbouring words that this base has as one word."""
        pairs = pairwise(words)
        return [
            first + second for first, second in pairs if names.sound(first + second) in self.sounds.counts
        ]

    def _parts(self, word: str) -> Iterator[str]:
        """The sounds of the two words that were written as one, if this base knows both."""
        for cut in range(SHORTEST, len(word) - SHORTEST + 1):
            parts = names.sound(word[:cut]), names.sound(word[cut:])
            if all(self.sounds.counts[part] >= 2 for part in parts):
                yield from parts

    def _expected(self, sound: str) -> float:
        return float(min(1.0, (self.sounds.counts[sound] / OFTEN) ** RARENESS))


def _near(texts: Texts, text: str) -> Iterator[tuple[str, int]]:
    """Those one slip away, or two for a long text; none for a very short one."""
    return texts.near(text, 0 if len(text) < SHORTEST else 1 if len(text) < LONG else 2)


def _written(words: Texts, word: str) -> Iterator[tuple[str, int]]:
    """The sounds of words written nearly so: a slip on paper may change the sound beyond recognition."""
    return ((names.sound(other), slips) for other, slips in _near(words, word))


def _counted(words: Counter[str]) -> Counter[str]:
    """How often each sound occurs."""
    sounds: Counter[str] = Counter()
    for word, count in words.items():
        sounds[names.sound(word)] += count
    return _there(sounds)


def _there(counts: Mapping[str, int]) -> Counter[str]:
    return Counter({text: count for text, count in counts.items() if text and count > 0})


def _kindred(word: str) -> Iterable[str]:
    """Names and nicknames of the same person's name."""
    formal = names.formal(word)
    return names.called(word).union(formal, *map(names.called, formal)) - {word}


def _raise(found: dict[str, float], text: str, likelihood: float) -> None:
    found[text] = max(likelihood, found.get(text, 0.0))
