"""Whole names taken apart into given names and surnames, as far as custom tells."""

from dataclasses import dataclass

from .nicknames import GIVEN_NAMES
from .tidy import MOST_WORDS, PARTICLES, tokens, words

MARRIED = frozenset(
    (("de",), ("vda",), ("viuda",), ("vda", "de"), ("viuda", "de"), ("vda", "del"), ("viuda", "del"))
)

# What follows a particle and still is a given name: María del Carmen, María de los Ángeles, Juan de Dios (notes 5.6).
DEVOTIONS = frozenset((
    "angeles", "asuncion", "carmen", "cielo", "concepcion", "consuelo", "dios", "fatima", "guadalupe", "jesus",
    "lourdes", "luz", "mar", "mercedes", "milagro", "milagros", "pilar", "refugio", "remedios", "rocio", "rosario",
    "sagrario", "socorro", "soledad", "transito",
))  # fmt: skip

# Surnames of several words, as tidy words: Montes de Oca, Ponce de León; and whatever follows San or Santa.
COMPOUND_SURNAMES = frozenset(
    (("montes", "oca"), ("ponce", "leon"), ("ladron", "guevara"), ("monte", "rosa"))
)
SAINTS = frozenset(("san", "santa", "santo"))


@dataclass(frozen=True)
class Name:
    """Tidy words in the order written. Whether a word is in the right half is evidence, not certain."""

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Unit:
    """Words that belong together and the particles before them: ``de la`` + ``cruz``, ``san jose``."""

    words: tuple[str, ...]
    particles: tuple[str, ...] = ()


def split(given: str, surnames: str) -> Name:
    """The name of a form with two fields; a surname typed among the given names stays there."""
    return Name(words(given), words(surnames))


def split_whole(text: str) -> Name:
    """A name written in one line: "María Elena Turcios de Cálix", "CÁLIX ORDÓÑEZ, JULIO".

    With a comma the surnames stand first. Otherwise one word is a given name, two are one of each, of three the
    last two are surnames unless the second is a usual given name (Juan José López), of more the last two. "de X"
    at the end is a married name: one surname more (notes 5.1, 5.5, 5.6).
    """
    before, comma, after = text.partition(",")
    if comma and words(before) and words(after):
        return Name(words(after), words(before))
    return _taken_apart(_units(tokens(text)[: 2 * MOST_WORDS]))


def _taken_apart(units: list[_Unit]) -> Name:
    if len(units) > 1 and _married(units[-1]):
        rest = units[:-1]
        name = _taken_apart(rest) if len(rest) > 2 else _before_married(rest)
        return Name(name.given, name.surnames + units[-1].words)
    cut = _first_surname(units)
    return Name(_flat(units[:cut]), _flat(units[cut:]))


def _before_married(units: list[_Unit]) -> Name:
    """One or two units before "de X": Rosa de León, Rosa María de León, Ana Turcios de Cálix."""
    if all(_given(unit) for unit in units[1:]):
        return Name(_flat(units))
    return Name(units[0].words, units[1].words)


def _first_surname(units: list[_Unit]) -> int:
    """How many units are given names."""
    if len(units) <= 2:
        return 1
    if len(units) == 3:
        return 2 if _given(units[1]) else 1
    return len(units) - 2


def _given(unit: _Unit) -> bool:
    if unit.particles:
        return unit.words[0] in DEVOTIONS
    return unit.words[0] in GIVEN_NAMES


def _married(unit: _Unit) -> bool:
    return unit.particles in MARRIED and not _given(unit)


def _units(found: list[str]) -> list[_Unit]:
    """Particles go to the word after them; words of one compound surname stay together."""
    units: list[_Unit] = []
    particles: tuple[str, ...] = ()
    for word in found:
        if word in PARTICLES:
            particles += (word,)
        elif units and _joins(units[-1], word):
            units[-1] = _Unit((*units[-1].words, word), units[-1].particles)
            particles = ()
        else:
            units.append(_Unit((word,), particles))
            particles = ()
    return units


def _joins(unit: _Unit, word: str) -> bool:
    last = unit.words[-1]
    return last in SAINTS or (last, word) in COMPOUND_SURNAMES


def _flat(units: list[_Unit]) -> tuple[str, ...]:
    return tuple(word for unit in units for word in unit.words)
