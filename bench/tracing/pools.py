"""Names and places to draw from, each with a frequency like that of real ones: few very frequent, many rare."""

import csv
import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).with_name("pools")
PLACES = Path(__file__).parents[2] / "src/reencuentro/reference/data/places.csv"
POOLS = ("a", "b", "c")
COUNTRIES = {
    "a": {"HN": 0.34, "GT": 0.24, "SV": 0.22, "MX": 0.12, "NI": 0.08},
    "b": {"HN": 0.28, "MX": 0.26, "NI": 0.2, "GT": 0.16, "SV": 0.1},
    "c": {"GT": 0.8, "MX": 0.14, "HN": 0.03, "SV": 0.02, "NI": 0.01},
}
# Zipf-Mandelbrot: the share of the name at rank r is 1 / (r + SHIFT) ** slope.
SHIFT, SLOPES = 2.7, {"a": 1.0, "b": 0.75, "c": 0.9}
RARE = {"a": 0.1, "b": 0.18, "c": 0.12}  # share of surnames made of a stem and an ending
MAYA, SAINT = {"c": 0.62}, {"c": 0.18}  # share of surnames that are Mayan, or a saint's name; elsewhere none


class Weighted:
    """Draws from `values`, the first of them most often."""

    def __init__(self, values: Sequence[str], slope: float) -> None:
        self.values = values
        self.sums = list(accumulate(1 / (rank + SHIFT) ** slope for rank in range(len(values))))

    def draw(self, chance: random.Random) -> str:
        return self.values[bisect(self.sums, chance.random() * self.sums[-1])]


@dataclass(frozen=True)
class Place:
    """Municipality and department by name; `old`: what it was called before 2024, if that is known."""

    muni: str
    dept: str
    old: str = ""


class Pool:
    """One population: its names and where it lives."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.lists = sections(FOLDER / f"{code}.txt")
        slope = SLOPES[code]
        self.given = {"F": Weighted(self.lists["female"], slope), "M": Weighted(self.lists["male"], slope)}
        self.kinds = {
            kind: Weighted(self.lists[kind], slope)
            for kind in ("surnames", "maya", "saints")
            if kind in self.lists
        }
        self.countries = list(COUNTRIES[code]), list(accumulate(COUNTRIES[code].values()))
        self.places = {country: _shuffled(country, code) for country in self.countries[0]}

    def country(self, chance: random.Random) -> str:
        codes, sums = self.countries
        return codes[bisect(sums, chance.random() * sums[-1])]

    def place(self, country: str, chance: random.Random) -> Place:
        """Towns of rank r have a share like 1 / (r + 2.7) ** 0.8."""
        places, order = self.places[country]
        return places[int(order.draw(chance))]

    def surname(self, chance: random.Random) -> str:
        code, dice = self.code, chance.random()
        if dice < RARE[code]:
            return chance.choice(self.lists["stems"]) + chance.choice(self.lists["endings"])
        dice = chance.random()
        if dice < MAYA.get(code, 0):
            return self.kinds["maya"].draw(chance)
        if dice < MAYA.get(code, 0) + SAINT.get(code, 0):
            return self.kinds["saints"].draw(chance)
        return self.kinds["surnames"].draw(chance)


@cache
def pool(code: str) -> Pool:
    return Pool(code)


def sections(path: Path) -> dict[str, list[str]]:
    """`[name]` begins a section; words apart by spaces, `_` is a space inside a name, `#` a comment."""
    found: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += [word.replace("_", " ") for word in line.split()]
    return found


@cache
def table(file: str) -> dict[str, list[str]]:
    """Lines `name: others, apart by spaces` of a file beside the pools; `#` begins a comment."""
    lines = (FOLDER / file).read_text().splitlines()
    pairs = (line.split(":") for line in lines if not line.startswith("#"))
    return {name: others.split() for name, others in pairs}


@cache
def mayan_surnames() -> frozenset[str]:
    """Those of every pool, as written there, and the made ones of pool c."""
    lists = pool("c").lists
    made = (stem + ending for stem in lists["stems"] for ending in lists["endings"])
    return frozenset([*lists["maya"], *made])


def _shuffled(country: str, code: str) -> tuple[list[Place], Weighted]:
    """The municipalities of a country in an order of size that is the pool's own."""
    places = list(_places()[country])
    random.Random(f"{country}-{code}").shuffle(places)
    return places, Weighted([str(index) for index in range(len(places))], 0.8)


@cache
def _places() -> dict[str, list[Place]]:
    with PLACES.open() as file:
        rows = list(csv.DictReader(file))
    departments = {row["code"]: row["name"] for row in rows if row["level"] == "1"}
    places = defaultdict(list)
    for row in rows:
        if row["level"] == "2":
            places[row["country"]].append(Place(_bare(row["name"]), departments[row["parent"]]))
    old = sections(FOLDER / "old-municipalities.txt")
    places["SV"] = [_renamed(place, old[place.dept], number) for place in places["SV"] for number in range(5)]
    return dict(places)


def _renamed(place: Place, old: list[str], number: int) -> Place:
    """One of the old municipalities of its department: which belong together does not matter here."""
    return Place(place.muni, place.dept, old[(len(place.muni) + number) % len(old)])


def _bare(name: str) -> str:
    for before in ("Municipio de ", "Município de ", "Municipality of "):
        name = name.removeprefix(before)
    return name
