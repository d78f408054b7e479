"""What is compared of a person, made tidy once, when it is written down; and its compact form for storage.

The stored form is a version byte, a few numbers and tidy text. It is made to be sealed: nothing here encrypts.
"""

import calendar
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reencuentro.engines import names

from .types import Description, Sought

VERSION = 1

# How much is known of a birth: nothing, only between two days (an age, "about"), the year, the month, the day.
UNKNOWN, BETWEEN, YEAR, MONTH, DAY = range(5)

# The most words of each kind that are kept: two or three ways of writing a long name.
MOST = {"given": 6, "surnames": 6, "mother": 8, "father": 8}
MOST_PHONES, MOST_NUMBERS, MOST_LETTERS = 4, 4, 60
PHONE_DIGITS = 8
OLDEST = 120

_HEAD = struct.Struct("<BBBBBBBIH")
_SEXES = {"": 0, "female": 1, "male": 2}


class UnknownVersion(ValueError):
    """These bytes were not written by this version of the engine: the card has to be written anew."""


@dataclass(frozen=True, slots=True)
class Features:
    """A person as the engine compares them. Words are tidy (names.words).

    called      nicknames
    counts      how many words of given names, surnames, mother, father one way of writing has at most: what goes
                beyond is another way of writing
    sex         0 unknown, 1 female, 2 male
    birth       (how much is known, first day, last day) as proleptic ordinals, both included
    places      country, department, municipality, village
    phones      last eight digits
    numbers, extra   "kind:value", tidy
    """

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    mother: tuple[str, ...] = ()
    father: tuple[str, ...] = ()
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    sex: int = 0
    birth: tuple[int, int, int] = (UNKNOWN, 0, 0)
    places: tuple[str, str, str, str] = ("", "", "", "")
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def enough_for(self, sought: Sought) -> bool:
        """Whether there is anything to search by: who has no surname, parent or telephone has no siblings here."""
        family = bool(self.mother or self.father or self.phones)
        if sought == "children":
            return family
        if sought == "sibling":
            return family or bool(self.surnames)
        return family or bool(self.given or self.surnames or self.called or self.numbers)


def features(description: Description) -> Features:
    """Tidy values of whatever was typed. Never raises: what cannot be used is left out."""
    given = [names.words(name.given) for name in description.names]
    surnames = [names.words(name.surnames) for name in description.names]
    mother = [names.words(name) for name in description.mothers]
    father = [names.words(name) for name in description.fathers]
    return Features(
        given=_once(given, MOST["given"]),
        surnames=_once(surnames, MOST["surnames"]),
        called=_once(map(names.words, description.nicknames), MOST["given"]),
        mother=_once(mother, MOST["mother"]),
        father=_once(father, MOST["father"]),
        counts=(_longest(given), _longest(surnames), _longest(mother), _longest(father)),
        sex=_SEXES.get(description.sex, 0),
        birth=_birth(description),
        places=_places(description),
        phones=_some(map(_phone, description.phones), MOST_PHONES),
        numbers=_some((_labelled(*number) for number in description.numbers), MOST_NUMBERS),
        extra=_some((_labelled(*one) for one in description.extra), MOST_NUMBERS),
    )


def encode(given: Features) -> bytes:
    """The stored form, about 130 bytes."""
    kind, first, last = given.birth
    head = _HEAD.pack(VERSION, given.sex, kind, *given.counts, first, min(last - first, 65535))
    text = "\n".join(
        (
            " ".join(given.given),
            " ".join(given.surnames),
            " ".join(given.called),
            " ".join(given.mother),
            " ".join(given.father),
            *given.places,
            " ".join(given.phones),
            "\t".join(given.numbers),
            "\t".join(given.extra),
        )
    )
    return head + text.encode()


def decode(stored: bytes) -> Features:
    """What `encode` stored. Raises UnknownVersion."""
    if not stored or stored[0] != VERSION:
        raise UnknownVersion
    _, sex, kind, n_given, n_surnames, n_mother, n_father, first, days = _HEAD.unpack_from(stored)
    text = stored[_HEAD.size :].decode().split("\n")
    return Features(
        tuple(text[0].split()),
        tuple(text[1].split()),
        tuple(text[2].split()),
        tuple(text[3].split()),
        tuple(text[4].split()),
        (n_given, n_surnames, n_mother, n_father),
        sex,
        (kind, first, first + days),
        (text[5], text[6], text[7], text[8]),
        tuple(text[9].split()),
        tuple(text[10].split("\t")) if text[10] else (),
        tuple(text[11].split("\t")) if text[11] else (),
    )


def tidy(text: str) -> str:
    """Letters and digits in lower case without accents, words parted by one space: for places, codes and numbers."""
    plain = unicodedata.normalize("NFKD", text[: 4 * MOST_LETTERS]).casefold()
    kept = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain)
    return " ".join(kept.split())[:MOST_LETTERS].strip()


def _once(ways: Iterable[tuple[str, ...]], most: int) -> tuple[str, ...]:
    """The words of all ways of writing, in order; as often as one way has them (both surnames may be López)."""
    kept: list[str] = []
    for way in ways:
        for word in way:
            if kept.count(word) < way.count(word):
                kept.append(word)
    return tuple(kept[:most])


def _longest(ways: list[tuple[str, ...]]) -> int:
    return max(map(len, ways), default=0)


def _some(texts: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))[:most]


def _phone(typed: str) -> str:
    """The last eight digits; "" if there are fewer: country codes and prefixes are written or not as people like."""
    digits = "".join(c for c in typed[:MOST_LETTERS] if c in "0123456789")
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def _labelled(kind: str, value: str) -> str:
    found = tidy(value)
    return f"{tidy(kind)}:{found}" if found else ""


def _places(description: Description) -> tuple[str, str, str, str]:
    return (
        tidy(description.country),
        tidy(description.department),
        tidy(description.municipality),
        tidy(description.village),
    )


def _birth(description: Description) -> tuple[int, int, int]:
    born = description.birth
    if born is not None:
        known = BETWEEN if born.approximate else DAY if born.day else MONTH if born.month else YEAR
        return known, born.earliest().toordinal(), born.latest().toordinal()
    if description.age is None or description.stated_on is None or not 0 <= description.age <= OLDEST:
        return UNKNOWN, 0, 0
    return _from_age(description.age, description.stated_on)


def _from_age(age: int, stated_on: date) -> tuple[int, int, int]:
    """Somebody of this many whole years has had that birthday, and not yet the next."""
    if stated_on.year <= age + 1:
        return UNKNOWN, 0, 0
    return BETWEEN, _years_before(stated_on, age + 1) + 1, _years_before(stated_on, age)


def _years_before(day: date, years: int) -> int:
    """As an ordinal. 29 February is taken as 28 February in a common year."""
    year = day.year - years
    leap_day = (day.month, day.day) == (2, 29) and not calendar.isleap(year)
    return (day.replace(year=year, day=28) if leap_day else day.replace(year=year)).toordinal()
