"""Nicknames and abbreviations of given names, many to many: weak evidence beside the name itself (notes 5.7).

The table is looked up by sound, so that Lety, Leti and Letty, or Quique and Kike, are one nickname.
"""

from functools import lru_cache

from .diminutives import bases, small_forms
from .sound import sound
from .tables import listed, rows

NONE: frozenset[str] = frozenset()


def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("nicknames.csv"):
        key = sound(row["nickname"])
        found[key] = found.get(key, NONE) | frozenset(row["formal"].split())
    return found


def _turned_round() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("nicknames.csv"):
        for name in row["formal"].split():
            found.setdefault(sound(name), set()).add(row["nickname"])
    return {key: frozenset(names) for key, names in found.items()}


GIVEN_NAMES = listed("given_names.txt")  # usual given names, tidy
_FORMAL = _nicknames()
_CALLED = _turned_round()


@lru_cache(maxsize=200_000)
def formal(word: str) -> frozenset[str]:
    """The names that this tidy nickname, diminutive or abbreviation can stand for; empty for any other word."""
    return _FORMAL.get(sound(word), NONE) | _behind_diminutive(word)


def called(word: str) -> frozenset[str]:
    """What people of this tidy formal name may be called: nicknames of the table, small forms of usual names."""
    small = small_forms(word) if word in GIVEN_NAMES else NONE
    return _CALLED.get(sound(word), NONE) | small


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
    """Names behind the endings, only where a usual name or nickname results: Margarita is no small Márgara."""
    if word in GIVEN_NAMES or len(word) < 5:
        return NONE
    words = bases(word)
    names = frozenset(words & GIVEN_NAMES)
    return names.union(*(_FORMAL.get(sound(base), NONE) for base in words if len(base) > 2))
