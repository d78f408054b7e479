"""Invented families as they truly are: nothing is misspelt or missing here. Papers about them: papers.py."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .pools import Place, Pool

STATED = date(2026, 1, 1)  # the day on which every age was stated
OLDEST = date(2004, 1, 1)
CHILDREN = (1, 2, 3, 4), (62, 24, 10, 4)  # weights
FATHER = 0.86  # the others are registered by their mother alone
ANOTHER_FATHER = 0.07  # of families with a father: later children have another
RECOGNISED_LATE = 0.04  # of families: the eldest bore the mother's surnames at first
TWINS = 0.03  # of later children
ONE_SURNAME = 0.3  # of those without a father
PREFIX = {"GT": "+502", "SV": "+503", "HN": "+504", "NI": "+505", "MX": "+52"}


@dataclass(frozen=True, slots=True)
class Adult:
    """`spouse`: the first surname of the husband, "" if there is none."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    spouse: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`before`: surnames borne until the father recognised the child, () if they never changed."""

    pid: int
    fid: int
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    sex: str
    country: str
    born: date
    place: Place
    mother: Adult
    father: Adult | None
    phone: str
    before: tuple[str, ...] = ()


def families(pool: Pool, chance: random.Random) -> Iterator[list[Person]]:
    """Families without end; `fid` from 1, `pid` from 1, both without gaps."""
    pid, fid = 1, 1
    while True:
        family = _family(pool, chance, fid, pid)
        yield family
        fid, pid = fid + 1, pid + len(family)


def _family(pool: Pool, chance: random.Random, fid: int, pid: int) -> list[Person]:
    country = pool.country(chance)
    place, phone = pool.place(country, chance), _phone(country, chance)
    father = _adult(pool, "M", chance) if chance.random() < FATHER else None
    mother = _adult(pool, "F", chance, father.surnames[0] if father else "")
    late = chance.random() < RECOGNISED_LATE
    names: set[tuple[str, ...]] = set()
    family = []
    for number, born in enumerate(_births(chance)):
        if number and father and chance.random() < ANOTHER_FATHER:
            father = _adult(pool, "M", chance)
        sex = "M" if chance.random() < 0.56 else "F"
        given = _new_name(pool, sex, names, chance)
        own = surnames(mother, father, chance)
        before = mother.surnames if late and father and not number else ()
        family.append(
            Person(pid + number, fid, given, own, sex, country, born, place, mother, father, phone, before)
        )
    return family


def surnames(mother: Adult, father: Adult | None, chance: random.Random) -> tuple[str, ...]:
    """The first of the father and the first of the mother; without him hers, often the first alone."""
    if father:
        return (father.surnames[0], mother.surnames[0])
    return mother.surnames[:1] if chance.random() < ONE_SURNAME else mother.surnames


def _births(chance: random.Random) -> list[date]:
    """Up to four days of birth, in order, none after STATED."""
    many = chance.choices(*CHILDREN)[0]
    born = OLDEST + timedelta(days=int(8036 * chance.random()))
    found = [born]
    for _ in range(many - 1):
        if chance.random() >= TWINS:
            born += timedelta(days=chance.randint(330, 1900))
        if born < STATED:
            found.append(born)
    return found


def _new_name(pool: Pool, sex: str, taken: set[tuple[str, ...]], chance: random.Random) -> tuple[str, ...]:
    """Living siblings never bear exactly the same name."""
    while (name := given_names(pool, sex, chance)) in taken:
        pass
    taken.add(name)
    return name


def given_names(pool: Pool, sex: str, chance: random.Random) -> tuple[str, ...]:
    many = chance.choices((1, 2, 3), (27, 66, 7))[0]
    return tuple(dict.fromkeys(pool.given[sex].draw(chance) for _ in range(many)))


def _adult(pool: Pool, sex: str, chance: random.Random, husband: str = "") -> Adult:
    """Six of ten mothers who live with the father are sometimes called after him."""
    names = (pool.surname(chance), pool.surname(chance))
    return Adult(given_names(pool, sex, chance), names, husband if chance.random() < 0.6 else "")


def _phone(country: str, chance: random.Random) -> str:
    digits = 10 if country == "MX" else 8
    return (
        PREFIX[country] + str(chance.randint(3, 9)) + f"{chance.randrange(10 ** (digits - 1)):0{digits - 1}}"
    )
