"""Words under small numbers, and how close each of them is to the words that are asked for."""

from array import array
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from reencuentro.engines import names

from .arrays import Bools, Ints, Small


class Close(IntEnum):
    """How close two words are; a greater one is believed before a smaller one.

    Two names that many people bear and that differ by one letter (Mario, María) are far likelier two names than one
    name misspelt: NEIGHBOUR.
    """

    NOTHING = 0  # one of them is missing
    OTHER = 1
    ALIKE = 2  # same consonants, Jaro-Winkler similarity of .88, or more slips than one expects in so short a word
    INITIAL = 3
    NEIGHBOUR = 4
    FAR_SLIP = 5  # two slips in a long word, or the beginning of it
    SLIP = 6  # one letter wrong, missing, too many, or two exchanged, in writing or in sound
    NICKNAME = 7
    SOUND = 8
    SAME = 9


LONG, MEDIUM, SHORT = 7, 4, 2  # letters

# Two names rather than one misspelt: the rarer has so many bearers, and so large a share of those of the other.
BEARERS, SHARE = 4, 0.03

ALIKE_FROM = 0.88


class Texts:
    """Texts under numbers from 1; 0 is no text. Grows, never shrinks."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._by_first: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def intern(self, word: str) -> int:
        """The number of a word, a new one if need be."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
            self._learn(word)
        return number

    def number(self, word: str) -> int:
        """The number of a word, 0 if it is not known."""
        return self._numbers.get(word, 0)

    def begin_with(self, firsts: frozenset[str]) -> Bools:
        """Which texts begin with one of these words."""
        known = [number for first in firsts for number in self._by_first.get(first, ())]
        found = np.zeros(len(self), dtype=np.bool_)
        found[known] = True
        return found

    def _learn(self, word: str) -> None:
        """Keep what is asked for later."""
        self._by_first.setdefault(word.split(" ", 1)[0], []).append(len(self) - 1)


class Lexicon(Texts):
    """Words of names."""

    def __init__(self) -> None:
        super().__init__()
        self._sounds: list[str] = [""]
        self._skeletons = _Numbering()
        self._sound_numbers = _Numbering()
        self._lengths = array("B", [0])
        self._firsts = array("B", [0])
        self._groups: dict[str, tuple[NDArray[np.intp], list[str], list[str]]] = {}
        self._grouped = 0

    def _learn(self, word: str) -> None:
        sound = names.sound(word)
        self._sounds.append(sound)
        self._sound_numbers.add(sound)
        self._skeletons.add(_skeleton(word))
        self._lengths.append(len(word))
        self._firsts.append(ord(word[0]))

    def closeness(
        self,
        asked: Sequence[str],
        bearers: Sequence[int],
        bearers_here: NDArray[np.int32],
        optional: frozenset[str] = frozenset(),
    ) -> Small:
        """asked x words: values of Close.

        ``optional``: asked words that are close to nothing unless some word here sounds the same.
        ``bearers``: how many people bear each of the asked words; ``bearers_here``: the same of the words of this
        lexicon.
        """
        number = {
            word: count
            for word, count in zip(asked, bearers, strict=True)
            if word not in optional or names.sound(word) in self._sound_numbers.known
        }
        distinct = tuple(number)
        found = np.full((len(distinct), len(self)), Close.OTHER, dtype=np.uint8)
        self._slips(found, distinct)
        for row, word in zip(found, distinct, strict=True):
            self._alike(row, word)
            row[(row >= Close.FAR_SLIP) & _two_names(number[word], bearers_here)] = Close.NEIGHBOUR
            self._initials(row, word)
            self._kindred(row, word)
        nothing = np.full(len(self), Close.OTHER, dtype=np.uint8)
        rows = dict(zip(distinct, found, strict=True))
        answer = np.array([rows.get(word, nothing) for word in asked], dtype=np.uint8)
        answer = answer.reshape(len(asked), len(self))
        answer[:, 0] = Close.NOTHING
        return answer

    def _slips(self, found: Small, asked: Sequence[str]) -> None:
        """By writing, with any other word."""
        if not asked:
            return
        off = cdist(asked, self.words, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        lengths = np.minimum(
            np.array(self._lengths), np.array([[len(word)] for word in asked], dtype=np.uint8)
        )
        found[((off <= 1) & (lengths >= SHORT)) | ((off <= 2) & (lengths > MEDIUM))] = Close.ALIKE
        found[(off <= 2) & (lengths >= LONG)] = Close.FAR_SLIP
        found[(off <= 1) & (lengths >= MEDIUM)] = Close.SLIP

    def _alike(self, row: Small, word: str) -> None:
        """By sound and consonants, with words that begin with the same sound: to compare with all would take long."""
        sound = names.sound(word)
        numbers, words, sounds = self._beginning(sound[:1])
        if not len(numbers):
            return
        near = (
            cdist([word], words, scorer=JaroWinkler.similarity, score_cutoff=ALIKE_FROM, dtype=np.float32)[0]
            > 0
        )
        if skeleton := self._skeletons.known.get(_skeleton(word), 0):
            near |= self._skeletons.array()[numbers] == skeleton
        row[numbers[near]] = np.maximum(row[numbers[near]], Close.ALIKE)
        if len(sound) >= MEDIUM:
            slip = cdist([sound], sounds, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)[0] <= 1
            row[numbers[slip]] = Close.SLIP

    def _beginning(self, sound: str) -> tuple[NDArray[np.intp], list[str], list[str]]:
        """Numbers, words and sounds of the words that begin with a sound."""
        if self._grouped != len(self):
            self._groups, self._grouped = {}, len(self)
        if sound not in self._groups:
            numbers = [number for number, one in enumerate(self._sounds) if one[:1] == sound and one]
            self._groups[sound] = (
                np.array(numbers, dtype=np.intp),
                [self.words[number] for number in numbers],
                [self._sounds[number] for number in numbers],
            )
        return self._groups[sound]

    def _initials(self, row: Small, word: str) -> None:
        if len(word) == 1:
            row[np.array(self._firsts) == ord(word)] = Close.INITIAL
        elif number := self._numbers.get(word[:1], 0):
            row[number] = Close.INITIAL

    def _kindred(self, row: Small, word: str) -> None:
        """Nicknames, same sound, same word."""
        for other in _class_of(word):
            if number := self._sound_numbers.known.get(names.sound(other), 0):
                row[self._sound_numbers.array() == number] = Close.NICKNAME
        if number := self._sound_numbers.known.get(names.sound(word), 0):
            row[self._sound_numbers.array() == number] = Close.SOUND
        if number := self._numbers.get(word, 0):
            row[number] = Close.SAME if len(word) > 1 else Close.INITIAL


class _Numbering:
    """One number for each distinct text, and the list of numbers in order of adding. 0 is no text."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {"": 0}
        self._numbers = array("i", [0])

    def add(self, text: str) -> None:
        self._numbers.append(self.known.setdefault(text, len(self.known)))

    def array(self) -> Ints:
        return np.array(self._numbers, dtype=np.int32)


def _two_names(bearers: int, bearers_here: NDArray[np.int32]) -> Bools:
    rarer = np.minimum(bearers, bearers_here)
    return np.asarray((rarer >= BEARERS) & (rarer >= SHARE * np.maximum(bearers, bearers_here)))


def _skeleton(word: str) -> str:
    """The consonants of a word that has at least three."""
    found = names.skeleton(word)
    return found if len(found) >= 3 else ""


def _class_of(word: str) -> frozenset[str]:
    """The names and nicknames that may stand for the same person's name."""
    formal = names.formal(word)
    return names.called(word).union(formal, *map(names.called, formal))
