"""Nicknames and abbreviations of given names, many to many: weak evidence beside the name itself (notes 5.7).

The table is looked up by sound, so that Lety, Leti and Letty, or Quique and Kike, are one nickname.
"""

import csv
from functools import lru_cache
from importlib import resources

from .sound import sound

NONE: frozenset[str] = frozenset()

# (ending, endings of the name behind it): Carlitos, Juanito, Paquito, Dieguito, Josecito, Rosita, Pedrillo.
DIMINUTIVES = (
    ("quito", ("co",)), ("quita", ("ca",)), ("guito", ("go",)), ("guita", ("ga",)),
    ("cito", ("", "n")), ("cita", ("", "n")), ("sito", ("", "n")), ("sita", ("", "n")),
    ("itos", ("os",)), ("itas", ("as",)), ("ito", ("o", "e", "")), ("ita", ("a", "e", "")),
    ("illo", ("o", "e", "")), ("illa", ("a", "e", "")),
)  # fmt: skip


def _table(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _given_names() -> frozenset[str]:
    lines = _table("given_names.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in csv.DictReader(_table("nicknames.csv").splitlines()):
        key = sound(row["nickname"])
        found[key] = found.get(key, NONE) | frozenset(row["formal"].split())
    return found


def _turned_round() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(_table("nicknames.csv").splitlines()):
        for name in row["formal"].split():
            found.setdefault(sound(name), set()).add(row["nickname"])
    return {key: frozenset(names) for key, names in found.items()}


GIVEN_NAMES = _given_names()  # usual given names, tidy
_FORMAL = _nicknames()
_CALLED = _turned_round()


@lru_cache(maxsize=200_000)
def formal(word: str) -> frozenset[str]:
    """The names that this tidy nickname, diminutive or abbreviation can stand for; empty for any other word."""
    return _FORMAL.get(sound(word), NONE) | _behind_diminutive(word)


def called(word: str) -> frozenset[str]:
    """The nicknames in the table that people called by this tidy formal name may go by."""
    return _CALLED.get(sound(word), NONE)


def same_class(one: str, other: str) -> bool:
    """Whether two tidy words may be one given name: alike, nickname and name, or nicknames of one name.

    Two formal names never are, even with a nickname in common: Alberto and Roberto are both Beto.
    """
    here, there = formal_sounds(one), formal_sounds(other)
    return (
        sound(one) == sound(other)
        or sound(one) in there
        or sound(other) in here
        or not here.isdisjoint(there)
    )


@lru_cache(maxsize=200_000)
def formal_sounds(word: str) -> frozenset[str]:
    """The sounds of ``formal(word)``."""
    return frozenset(map(sound, formal(word)))


def _behind_diminutive(word: str) -> frozenset[str]:
    """Names by the endings above, only where a usual name or nickname results: Margarita is no small Márgara."""
    if word in GIVEN_NAMES or len(word) < 5:
        return NONE
    bases = {
        word.removesuffix(ending) + restored
        for ending, endings in DIMINUTIVES
        if word.endswith(ending)
        for restored in endings
    }
    names = frozenset(bases & GIVEN_NAMES)
    return names.union(*(_FORMAL.get(sound(base), NONE) for base in bases if len(base) > 2))
