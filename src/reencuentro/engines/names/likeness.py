"""How alike two words of a name are, as a short ladder that a reader can follow."""

from enum import IntEnum

from rapidfuzz.distance import OSA, JaroWinkler

from .nicknames import GIVEN_NAMES, same_class
from .sound import skeleton, sound
from .tables import listed

# A slip of one letter (changed, lost, added, two exchanged) needs a word of this many letters to be taken for one,
# and two slips need this many: in shorter words, as the surnames of the Maya, every letter counts.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
WEAK_CONSONANTS = 3  # a shared skeleton of fewer says nothing
WEAK_JARO_WINKLER = 0.88

# Two different usual names are two names, though a letter apart: Mario and María, Ramón and Román, Choc and Chuc.
# A usual name with the other ending is one too: Silvia and Silvio.
_OTHER_ENDING = {"o": "a", "a": "o"}
_GIVEN_SOUNDS = frozenset(map(sound, GIVEN_NAMES))
_USUAL_SOUNDS = (
    _GIVEN_SOUNDS
    | {heard[:-1] + _OTHER_ENDING[heard[-1]] for heard in _GIVEN_SOUNDS if heard[-1] in _OTHER_ENDING}
    | frozenset(map(sound, listed("surnames.txt")))
)


class Likeness(IntEnum):
    """Each step is stronger evidence than the one before it."""

    NONE = 0
    WEAK = 1  # the same consonants, or much the same letters
    INITIAL = 2  # one is a single letter and the other begins with it
    CLOSE = 3  # a slip or two apart, as written or as heard
    NICKNAME = 4  # of one class of nicknames
    SOUND = 5  # heard as one
    SAME = 6


def likeness(one: str, other: str) -> Likeness:
    """How alike two tidy words are; the same both ways. An empty word is like nothing."""
    if one == other:
        return Likeness.SAME if one else Likeness.NONE
    if len(one) < 2 or len(other) < 2:
        return Likeness.INITIAL if one[:1] == other[:1] else Likeness.NONE
    if sound(one) == sound(other):
        return Likeness.SOUND
    if same_class(one, other):
        return Likeness.NICKNAME
    if _close(one, other) or _close(sound(one), sound(other)):
        return Likeness.WEAK if two_usual_names(one, other) else Likeness.CLOSE
    return Likeness.WEAK if _weak(one, other) else Likeness.NONE


def two_usual_names(one: str, other: str) -> bool:
    """Whether both tidy words are usual names, but not the same one."""
    here, there = sound(one), sound(other)
    return here != there and here in _USUAL_SOUNDS and there in _USUAL_SOUNDS


def _close(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < ONE_SLIP_FROM:
        return False
    slips = 2 if shorter >= TWO_SLIPS_FROM else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _weak(one: str, other: str) -> bool:
    bones = skeleton(one)
    if bones == skeleton(other) and len(bones.lstrip("aeiou")) >= WEAK_CONSONANTS:
        return True
    return JaroWinkler.similarity(one, other) >= WEAK_JARO_WINKLER
