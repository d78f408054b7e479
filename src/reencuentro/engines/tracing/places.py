"""Places compared: the municipality or village first, then the department, then the country."""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from .arrays import Bools, Floats, Small
from .columns import Columns
from .features import Features
from .lexicon import Texts
from .statistics import Statistics


class Place(IntEnum):
    UNKNOWN = 0
    TOWN = 1  # same municipality or village
    TOWN_CLOSE = 2  # spelt a little differently
    TOWN_ELSEWHERE = 3  # of the same name, in another department
    DEPARTMENT = 4  # same, and a municipality is missing
    DEPARTMENT_ONLY = 5  # same, and the municipalities differ
    COUNTRY = 6  # same, nothing finer is known of both
    TOWN_DIFFERS = 7  # and the departments are not both known
    DEPARTMENT_DIFFERS = 8
    COUNTRY_DIFFERS = 9


SAME_PERSON = {
    Place.TOWN: 0.75,
    Place.TOWN_CLOSE: 0.08,
    Place.TOWN_ELSEWHERE: 0.01,
    Place.DEPARTMENT: 0.9,
    Place.DEPARTMENT_ONLY: 0.06,
    Place.COUNTRY: 0.97,
    Place.TOWN_DIFFERS: 0.1,
    Place.DEPARTMENT_DIFFERS: 0.06,
    Place.COUNTRY_DIFFERS: 0.01,
}
STRANGERS_DIFFER = {Place.TOWN_DIFFERS: 0.95, Place.DEPARTMENT_DIFFERS: 0.9, Place.COUNTRY_DIFFERS: 0.7}
VILLAGE_WORDS = frozenset(
    [
        "aldea",
        "barrio",
        "canton",
        "caserio",
        "colonia",
        "comunidad",
        "comarca",
        "ejido",
        "finca",
        "paraje",
        "parcialidad",
        "rancheria",
        "rancho",
        "reparto",
    ]
)
TAKEN_FOR_GRANTED, UNSEEN = 60, 0.02
LEAST_SHARE = 2e-4
SHORT, LONG = 5, 9  # letters: one slip, two slips


def compare(asked: Features, records: Columns) -> Small:
    """How far each record's place agrees (Place)."""
    country, department, town = (_agreement(asked, records, which) for which in ((0,), (1,), (2, 3)))
    town[(town == DIFFERS) & _villages(asked, records)] = MISSING
    found = np.zeros(len(records), dtype=np.uint8)
    found[country == SAME] = Place.COUNTRY
    found[country == DIFFERS] = Place.COUNTRY_DIFFERS
    found[department == DIFFERS] = Place.DEPARTMENT_DIFFERS
    found[department >= CLOSE] = Place.DEPARTMENT
    found[(town == DIFFERS) & (department == MISSING) & (country != DIFFERS)] = Place.TOWN_DIFFERS
    found[(town == DIFFERS) & (department >= CLOSE)] = Place.DEPARTMENT_ONLY
    found[town == CLOSE] = Place.TOWN_CLOSE
    found[town == SAME] = Place.TOWN
    found[(town >= CLOSE) & ((department == DIFFERS) | (country == DIFFERS))] = Place.TOWN_ELSEWHERE
    return found


MISSING, DIFFERS, CLOSE, SAME = range(4)


def _agreement(asked: Features, records: Columns, which: tuple[int, ...]) -> Small:
    """The best that any of the asked places makes with any of the record's."""
    words = [asked.places[place] for place in which if asked.places[place]]
    found = np.zeros(len(records), dtype=np.uint8)
    for row in _closeness(words, records.texts):
        for place in which:
            np.maximum(found, row[records.places[place]], out=found)
    return found


def _villages(asked: Features, records: Columns) -> Bools:
    """Where a village or quarter is named for the municipality on one side, another name says nothing."""
    if any(map(is_village, asked.places[2:])):
        return np.ones(len(records), dtype=np.bool_)
    here = records.texts.begin_with(VILLAGE_WORDS)
    return np.asarray(here[records.places[2]] | here[records.places[3]])


def is_village(place: str) -> bool:
    return place.split(" ", 1)[0] in VILLAGE_WORDS


def quick(worth_: Floats, asked: Features, records: Columns) -> Floats:
    """What the finest place is worth that is written the same. ``worth_``: as `worth` gives it."""
    found = np.zeros(len(records), dtype=np.float32)
    for which, level in (((0,), Place.COUNTRY), ((1,), Place.DEPARTMENT), ((2, 3), Place.TOWN)):
        for number in {records.texts.number(asked.places[place]) for place in which} - {0}:
            for place in which:
                found[records.places[place] == number] = worth_[level]
    return found


def _closeness(words: Sequence[str], texts: Texts) -> Small:
    found = np.full((len(words), len(texts)), DIFFERS, dtype=np.uint8)
    if words:
        off = cdist(words, texts.words, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        lengths = np.array([[len(word)] for word in words])
        found[(off <= 1) & (lengths >= SHORT) | (off <= 2) & (lengths >= LONG)] = CLOSE
        found[off == 0] = SAME
    found[:, 0] = MISSING
    return found


def worth(asked: Features, statistics: Statistics) -> Floats:
    """Place: log of how much likelier each agreement is for the same person than for a stranger."""
    country, department = (_share(statistics, asked.places[place]) for place in (0, 1))
    town = min((_share(statistics, place) for place in asked.places[2:] if place), default=1.0)
    strangers = {
        Place.TOWN: town,
        Place.TOWN_CLOSE: town,
        Place.TOWN_ELSEWHERE: town,
        Place.DEPARTMENT: department,
        Place.DEPARTMENT_ONLY: department,
        Place.COUNTRY: country,
    } | STRANGERS_DIFFER
    found = np.zeros(len(Place), dtype=np.float32)
    for level, same in SAME_PERSON.items():
        found[level] = np.log(same / max(strangers[level], LEAST_SHARE))
    return found


def _share(statistics: Statistics, place: str) -> float:
    return (statistics.texts[place] + TAKEN_FOR_GRANTED * UNSEEN) / (
        statistics.records["all"] + TAKEN_FOR_GRANTED
    )
