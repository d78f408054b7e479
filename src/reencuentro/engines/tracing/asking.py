"""What a record is kept under, and what a description is looked up under: one reading of each word, or many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from math import log2

from reencuentro.engines import names

from .features import DAY, UNKNOWN, Features
from .statistics import FIRST_YEAR, MONTH_STRIDE, YEARS, Statistics
from .tokens import Known, Reading, Slot
from .types import Sought
from .vocabulary import Vocabulary

# How likely the record says another year, or the day beside, relative to what the search says.
YEARS_OFF = {0: 1.0, 1: 0.15, -1: 0.15, 2: 0.03, -2: 0.03}
DAYS_OFF = {0: 1.0, 1: 0.05, -1: 0.05}

# A reading that is p times as likely says p**LENIENCE times as much when it agrees.
LENIENCE = 0.15
SURE = 20.0  # bits: a telephone or number that agrees


def known_of(record: Features) -> Known:
    """What a record is kept under."""
    born, day = _born(record), _day(record)
    return Known(
        names=_plain(_sounds((*record.given, *record.called, *record.surnames))),
        years=_plain([str(born.year)] if born else []),
        days=_plain([_day_text(day.month, day.day)] if day else []),
        places=_plain(_places(record)),
        mother=_plain(_sounds(record.mother)),
        father=_plain(_sounds(record.father)),
        phones=_plain(record.phones),
        numbers=_plain(record.numbers),
    )


class Asking:
    """Descriptions into what they are looked up under, in one base."""

    def __init__(self, statistics: Statistics) -> None:
        self._vocabulary = Vocabulary.of(statistics)
        self._records = max(1, statistics.records["all"])
        self._years = statistics.years
        self._days = statistics.days

    def known(self, asked: Features, sought: Sought) -> Known:
        """Every reading of what is asked for, each thing known with a number of its own."""
        slots = count()
        mother, father = self._names(asked.mother, slots), self._names(asked.father, slots)
        own = self._names(_own(asked, sought), slots)
        if sought == "children":
            return Known(
                names=(*own, *mother[1:], *father[1:]),
                places=self._places(asked, slots),
                mother=mother,
                father=father,
                phones=_sure(asked.phones, slots),
            )
        known = Known(
            names=own,
            years=self._years_of(asked, slots),
            days=self._days_of(asked, slots),
            places=self._places(asked, slots),
            mother=mother,
            father=father,
            phones=_sure(asked.phones, slots),
            numbers=_sure(asked.numbers, slots),
        )
        return replace(known, years=(), days=(), numbers=()) if sought == "sibling" else known

    def _names(self, words: Sequence[str], slots: "count[int]") -> tuple[Slot, ...]:
        spelt = [word for word in (*words, *self._vocabulary.merged(words)) if len(word) > 1]
        return tuple(
            _slot(self._vocabulary.readings(word), next(slots), self._vocabulary.sounds.counts, self._records)
            for word in spelt
        )

    def _places(self, asked: Features, slots: "count[int]") -> tuple[Slot, ...]:
        counts = self._vocabulary.places.counts
        return tuple(
            _slot(self._vocabulary.place_readings(place), next(slots), counts, self._records)
            for place in _places(asked)
        )

    def _years_of(self, asked: Features, slots: "count[int]") -> tuple[Slot, ...]:
        likely: dict[int, float] = {}
        for year in _years(asked):
            for off, likelihood in YEARS_OFF.items():
                likely[year + off] = max(likelihood, likely.get(year + off, 0.0))
        readings = sorted(((str(year), p) for year, p in likely.items()), key=lambda one: (-one[1], one[0]))
        counts = {year: self._years[min(max(int(year) - FIRST_YEAR, 0), YEARS - 1)] for year, _ in readings}
        return (_slot(readings, next(slots), counts, self._records),) if readings else ()

    def _days_of(self, asked: Features, slots: "count[int]") -> tuple[Slot, ...]:
        day = _day(asked)
        if day is None:
            return ()
        near = [(day.toordinal() + off, likelihood) for off, likelihood in DAYS_OFF.items()]
        dates = [(date.fromordinal(ordinal), likelihood) for ordinal, likelihood in near]
        readings = [(_day_text(one.month, one.day), likelihood) for one, likelihood in dates]
        counts = {
            _day_text(one.month, one.day): self._days[one.month * MONTH_STRIDE + one.day] for one, _ in dates
        }
        return (_slot(readings, next(slots), counts, self._records),)


def _own(asked: Features, sought: Sought) -> tuple[str, ...]:
    """The words of the person's own name that the records looked for share."""
    if sought == "sibling" and asked.surnames:
        return asked.surnames
    return tuple(dict.fromkeys((*asked.given, *asked.called, *asked.surnames)))


def _slot(
    readings: Iterable[tuple[str, float]], number: int, counts: Mapping[str, float], records: int
) -> Slot:
    return tuple(
        Reading(
            text, number, likelihood, log2(1 + records / max(1, counts.get(text, 1))) * likelihood**LENIENCE
        )
        for text, likelihood in readings
    )


def _plain(texts: Iterable[str]) -> tuple[Slot, ...]:
    return tuple((Reading(text),) for text in texts)


def _sure(texts: Iterable[str], slots: "count[int]") -> tuple[Slot, ...]:
    return tuple((Reading(text, next(slots), 1.0, SURE),) for text in texts)


def _sounds(words: Iterable[str]) -> list[str]:
    """Each sound once; initials tell nothing that a record could be found by."""
    return list(dict.fromkeys(filter(None, (names.sound(word) for word in words if len(word) > 1))))


def _places(of: Features) -> list[str]:
    """Municipality, department and village in one bag: a village is often named for the municipality."""
    _, department, municipality, village = of.places
    return list(dict.fromkeys(filter(None, (municipality, department, village))))


def _born(of: Features) -> date | None:
    """The middle of what is known of the birth."""
    known, first, last = of.birth
    return None if known == UNKNOWN else date.fromordinal((first + last) // 2)


def _years(of: Features) -> list[int]:
    """The years in which the person may be born, as long as they are few."""
    known, first, last = of.birth
    if known == UNKNOWN:
        return []
    return list(range(date.fromordinal(first).year, date.fromordinal(last).year + 1))[:3]


def _day(of: Features) -> date | None:
    known, first, _ = of.birth
    return date.fromordinal(first) if known == DAY else None


def _day_text(month: int, day: int) -> str:
    low, high = sorted((month, day))
    return f"{low:02d}-{high:02d}"
