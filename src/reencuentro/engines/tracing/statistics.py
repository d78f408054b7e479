"""How often each value occurs in a base: agreement on what is rare says more than agreement on what is common.

The numbers are as telling as the records themselves, so they are kept sealed, as one blob.
"""

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .features import DAY, UNKNOWN, Features
from .lexicon import Lexicon

ROLES = ("given", "surnames", "mother", "father")
FIRST_YEAR, YEARS = 1880, 200
MONTH_STRIDE = 32  # the place of a day of the year is month * 32 + day

# A word is common when more than one in 3,000 records has it, and at least three: no misspelling reaches that.
COMMON_SHARE, COMMON_LEAST = 1 / 3000, 3

# How many words stand for all when closeness to strangers' names is measured, and how far the base may grow before
# they are chosen anew.
HEAD, HEAD_GROWTH = 4000, 1.05


@dataclass(frozen=True)
class Head:
    """The most frequent words: what a stranger's name is likely to be. ``counts``: roles x words."""

    words: Lexicon
    counts: NDArray[np.int32]
    bearers: NDArray[np.int32]
    records: int


class Statistics:
    """Counts over the records of a base.

    words       the lexicon of all words of names; `counts` has how many records have each in each role
    texts       how many records have a place or an extra
    years, days      how many were born in a year (from FIRST_YEAR), on a day of the year
    records     how many records there are ("all"), and how many have anything of a kind
    """

    def __init__(self) -> None:
        self.words = Lexicon()
        self.texts: Counter[str] = Counter()
        self.years = np.zeros(YEARS)
        self.days = np.zeros(13 * MONTH_STRIDE)
        self.records: Counter[str] = Counter()
        self._counts = [array("i", [0]) for _ in ROLES]
        self._head: Head | None = None

    @classmethod
    def of(cls, base: Iterable[Features]) -> "Statistics":
        found = cls()
        for record in base:
            found.add(record)
        return found

    def add(self, record: Features) -> None:
        """Count one record more."""
        self._count(record, 1)

    def remove(self, record: Features) -> None:
        """Count one record less, which was added before."""
        self._count(record, -1)

    def count(self, word: str) -> tuple[int, ...]:
        """In how many records the word stands, in each role."""
        number = self.words.number(word)
        return tuple(counts[number] for counts in self._counts)

    def head(self) -> Head:
        """The most frequent words, chosen anew when the base has grown."""
        if (
            self._head is None
            or not self._head.records <= self.records["all"] <= self._head.records * HEAD_GROWTH
        ):
            self._head = self._chosen()
        return self._head

    def is_common(self, word: str) -> bool:
        """Whether many people bear the name."""
        return max(self.count(word)) >= self._common_from()

    def bearers(self, words: Sequence[str]) -> NDArray[np.int32]:
        """How many records have each word, in the role in which it occurs most."""
        return np.fromiter((max(self.count(word)) for word in words), dtype=np.int32, count=len(words))

    def bearers_in(self, words: Lexicon) -> NDArray[np.int32]:
        """The same of a whole lexicon."""
        if words is self.words:
            return np.asarray(np.array(self._counts, dtype=np.int32).max(axis=0))
        return self.bearers(words.words)

    def _chosen(self) -> Head:
        counts = np.array(self._counts, dtype=np.int32)
        order = np.argsort(-counts.sum(axis=0), kind="stable")[:HEAD]
        order = order[order > 0]
        words = Lexicon()
        for number in order:
            words.intern(self.words.words[number])
        counts = np.concatenate((np.zeros((len(ROLES), 1), dtype=np.int32), counts[:, order]), axis=1)
        return Head(words, counts, np.asarray(counts.max(axis=0)), self.records["all"])

    def to_bytes(self) -> bytes:
        """To be sealed. About 8 bytes for each distinct value."""
        content = {
            "words": self.words.words[1:],
            "counts": [counts.tolist() for counts in self._counts],
            "texts": self.texts,
            "years": self.years.tolist(),
            "days": self.days.tolist(),
            "records": self.records,
        }
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode())

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Statistics":
        given = json.loads(zlib.decompress(stored))
        found = cls()
        for word in given["words"]:
            found.words.intern(word)
        found._counts = [array("i", counts) for counts in given["counts"]]
        found.texts.update(given["texts"])
        found.records.update(given["records"])
        found.years, found.days = np.array(given["years"]), np.array(given["days"])
        return found

    def _common_from(self) -> float:
        return max(COMMON_LEAST, COMMON_SHARE * self.records["all"])

    def _count(self, record: Features, by: int) -> None:
        self.records["all"] += by
        for role, counts in zip(ROLES, self._counts, strict=True):
            words = record.given + record.called if role == "given" else getattr(record, role)
            self.records[role] += by * bool(words)
            for word in words:
                counts[self._number(word)] += by
        for text in (*record.places, *record.extra):
            if text:
                self.texts[text] += by
        self._count_birth(record, by)

    def _number(self, word: str) -> int:
        number = self.words.intern(word)
        if number == len(self._counts[0]):
            for counts in self._counts:
                counts.append(0)
        return number

    def _count_birth(self, record: Features, by: int) -> None:
        known, first, last = record.birth
        if known == UNKNOWN:
            return
        born = date.fromordinal((first + last) // 2)
        self.records["birth"] += by
        self.years[min(max(born.year - FIRST_YEAR, 0), YEARS - 1)] += by
        if known == DAY:
            self.records["day"] += by
            self.days[born.month * MONTH_STRIDE + born.day] += by
