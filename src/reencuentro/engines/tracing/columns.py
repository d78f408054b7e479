"""Records as columns of small numbers, so that one step of arithmetic compares all of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Ints, Small
from .features import DAY, MONTH, MOST, MOST_NUMBERS, MOST_PHONES, YEAR, Features
from .lexicon import Lexicon, Texts

EPOCH = 719163  # the ordinal of 1 January 1970


@dataclass
class Columns:
    """The last axis of every array runs over the records; the first, where there are two, over the places a record
    has for values of this kind. Words and texts are numbers in `words` and `texts`, 0 is none.

    given       given names, then nicknames
    counts      of given names, surnames, mother, father, as in Features
    known       how much of the birth is known; `first` and `last` possible day since 1970
    year, month, day      0 where not known
    """

    given: Ints
    surnames: Ints
    mother: Ints
    father: Ints
    counts: Small
    sex: Small
    known: Small
    first: Ints
    last: Ints
    year: Ints
    month: Ints
    day: Ints
    places: Ints
    phones: Ints
    numbers: Ints
    extra: Ints
    words: Lexicon
    texts: Texts

    @classmethod
    def of(
        cls, records: Sequence[Features], words: Lexicon | None = None, texts: Texts | None = None
    ) -> "Columns":
        """`words` and `texts` learn what they do not know."""
        words, texts = Lexicon() if words is None else words, Texts() if texts is None else texts
        first = np.array([record.birth[1] for record in records], dtype=np.int32) - EPOCH
        last = np.array([record.birth[2] for record in records], dtype=np.int32) - EPOCH
        known = np.array([record.birth[0] for record in records], dtype=np.uint8)
        year, month, day = _calendar(known, first)
        return cls(
            given=_slots(((*r.given, *r.called) for r in records), MOST["given"] + 2, words.intern),
            surnames=_slots((r.surnames for r in records), MOST["surnames"], words.intern),
            mother=_slots((r.mother for r in records), MOST["mother"], words.intern),
            father=_slots((r.father for r in records), MOST["father"], words.intern),
            counts=np.array([record.counts for record in records], dtype=np.uint8).reshape(-1, 4).T,
            sex=np.array([record.sex for record in records], dtype=np.uint8),
            known=known,
            first=first,
            last=last,
            year=year,
            month=month,
            day=day,
            places=_slots((r.places for r in records), 4, texts.intern),
            phones=_slots((r.phones for r in records), MOST_PHONES, int),
            numbers=_slots((r.numbers for r in records), MOST_NUMBERS, texts.intern),
            extra=_slots((r.extra for r in records), MOST_NUMBERS, texts.intern),
            words=words,
            texts=texts,
        )

    def __len__(self) -> int:
        return len(self.sex)

    def take(self, rows: NDArray[np.intp]) -> "Columns":
        """The same of some of the records, in the order of `rows`."""
        return Columns(
            **{name: array[..., rows] for name, array in self.arrays().items()},
            words=self.words,
            texts=self.texts,
        )

    def features(self, row: int) -> Features:
        """One record as it was; nicknames count as given names."""
        return Features(
            given=self._texts(self.given, row, self.words),
            surnames=self._texts(self.surnames, row, self.words),
            mother=self._texts(self.mother, row, self.words),
            father=self._texts(self.father, row, self.words),
            counts=tuple(self.counts[:, row].tolist()),
            sex=int(self.sex[row]),
            birth=(int(self.known[row]), int(self.first[row]) + EPOCH, int(self.last[row]) + EPOCH),
            places=tuple(self.texts.words[number] for number in self.places[:, row]),
            phones=tuple(f"{phone:08d}" for phone in self.phones[:, row] if phone),
            numbers=self._texts(self.numbers, row, self.texts),
            extra=self._texts(self.extra, row, self.texts),
        )

    @staticmethod
    def _texts(slots: Ints, row: int, texts: Texts) -> tuple[str, ...]:
        return tuple(texts.words[number] for number in slots[:, row] if number)

    def put(self, row: int, one: "Columns") -> None:
        """Put a single record of the same lexicons into a row."""
        for name, array in self.arrays().items():
            array[..., row] = getattr(one, name)[..., 0]

    def with_room(self, rows: int) -> "Columns":
        """The same with so many empty records after the last."""
        grown = {
            name: np.concatenate((array, np.zeros((*array.shape[:-1], rows), dtype=array.dtype)), axis=-1)
            for name, array in self.arrays().items()
        }
        return Columns(**grown, words=self.words, texts=self.texts)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The columns themselves, by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, np.ndarray)}


def _slots(values: Iterable[tuple[str, ...]], places: int, number: Callable[[str], int]) -> Ints:
    """places x records: the numbers of each record's values; what goes beyond the last place is left out."""
    kept = [each[:places] for each in values]
    found = np.zeros((places, len(kept)), dtype=np.int32)
    lengths = np.fromiter(map(len, kept), dtype=np.intp, count=len(kept))
    rows = np.repeat(np.arange(len(kept)), lengths)
    slots = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found[slots, rows] = np.fromiter(map(number, chain.from_iterable(kept)), dtype=np.int32, count=len(rows))
    return found


def used(slots: Ints) -> Ints:
    """Without the last places, if no record has anything there."""
    filled = np.flatnonzero(slots.any(axis=1))
    return slots[: filled[-1] + 1 if len(filled) else 0]


def _calendar(known: Small, first: Ints) -> tuple[Ints, Ints, Ints]:
    days = first.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    year = years.astype(np.int32) + 1970
    month = (months - years).astype(np.int32) + 1
    day = (days - months).astype(np.int32) + 1
    return (
        np.where(known >= YEAR, year, 0).astype(np.int32),
        np.where(known >= MONTH, month, 0).astype(np.int32),
        np.where(known >= DAY, day, 0).astype(np.int32),
    )
