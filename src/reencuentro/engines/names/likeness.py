"""How alike two words of a name are, as a short ladder that a reader can follow."""

from enum import IntEnum

from rapidfuzz.distance import OSA, JaroWinkler

from .nicknames import GIVEN_NAMES, same_class
from .sound import skeleton, sound
from .tables import listed

# A slip of one letter (changed, lost, added, two exchanged) is taken for one if the longer word has this many letters,
# and two slips if it has this many: in shorter words, as the surnames of the Maya, every letter counts.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
WEAK_CONSONANTS = 3  # a shared skeleton of fewer says nothing
WEAK_JARO_WINKLER = 0.88

# Letters that machines take for one another, folded together (general knowledge of optical reading). A shape is
# evidence only from words of this many letters.
SHAPES = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("vv", "w"))
SHAPES_OF_ONE = str.maketrans("ljvqfeoy", "iiugtcav")
SHAPE_FROM = 5

# Two different usual names are two names, though a letter apart: Mario and María, Ramón and Román, Choc and Chuc.
# Long ones are known however spelled (Fernandes), short ones only as listed: Lus is no Luz, but a slip for Luis.
_LISTED = GIVEN_NAMES | listed("surnames.txt")
_OTHER_ENDING = {"o": "a", "a": "o"}  # Silvia is listed, so Silvio is usual too
_USUAL = _LISTED | {name[:-1] + _OTHER_ENDING[name[-1]] for name in GIVEN_NAMES if name[-1] in _OTHER_ENDING}
_USUAL_SOUNDS = frozenset(map(sound, _USUAL))
_KNOWN_BY_SOUND_FROM = 5


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
    if _close(one, other):
        return Likeness.WEAK if two_usual_names(one, other) else Likeness.CLOSE
    return Likeness.WEAK if _weak(one, other) else Likeness.NONE


def two_usual_names(one: str, other: str) -> bool:
    """Whether both tidy words are usual names, but not the same one."""
    return sound(one) != sound(other) and usual(one) and usual(other)


def usual(word: str) -> bool:
    """Whether a tidy word is a usual given name or surname of Mexico and Central America."""
    return word in _USUAL or (len(word) >= _KNOWN_BY_SOUND_FROM and sound(word) in _USUAL_SOUNDS)


def shape(word: str) -> str:
    """What is left of a tidy word when letters that machines confuse are one: "rnarcos" and "marcos" are alike."""
    for seen, meant in SHAPES:
        word = word.replace(seen, meant)
    return word.translate(SHAPES_OF_ONE)


def _close(one: str, other: str) -> bool:
    return _slips(one, other) or _slips(sound(one), sound(other)) or _misread(one, other)


def _slips(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    if longer < ONE_SLIP_FROM:
        return False
    slips = 2 if longer >= TWO_SLIPS_FROM else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _misread(one: str, other: str) -> bool:
    """Whether a machine may have read one word as the other, with a slip more if the shapes are longer."""
    here, there = shape(one), shape(other)
    shorter = min(len(here), len(there))
    if shorter < SHAPE_FROM:
        return False
    return OSA.distance(here, there, score_cutoff=1) <= int(shorter > SHAPE_FROM)


def _weak(one: str, other: str) -> bool:
    bones = skeleton(one)
    if bones == skeleton(other) and len(bones.lstrip("aeiou")) >= WEAK_CONSONANTS:
        return True
    return JaroWinkler.similarity(one, other) >= WEAK_JARO_WINKLER
