"""The index that stands only in memory: every record is looked at in every search, nothing is stored.

For up to some 200,000 records. Not for several threads at once while records are added or removed.
"""

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from .answers import answer
from .coarse import coarse
from .columns import Columns
from .features import Features, decode, features
from .lexicon import Texts
from .question import Question
from .scoring import score
from .statistics import Statistics
from .types import Description, Match, Sought

CANDIDATES = 400  # looked at closely
ROOM = 1024  # for records to come; grows with the base


class MemoryIndex:
    """Find people among records given as opened features (features.encode), by small numbers of the caller's."""

    def __init__(self) -> None:
        self.statistics = Statistics()
        self._columns = Columns.of((), self.statistics.words, Texts())
        self._refs = np.zeros(0, dtype=np.int64)
        self._rows: dict[int, int] = {}

    @classmethod
    def build(cls, cards: Iterable[tuple[int, bytes]]) -> "MemoryIndex":
        """An index of all these. Raises features.UnknownVersion. A number that comes twice keeps the last."""
        index = cls()
        records = {ref: decode(card) for ref, card in cards}
        for record in records.values():
            index.statistics.add(record)
        index._columns = Columns.of(list(records.values()), index.statistics.words, index._columns.texts)
        index._refs = np.fromiter(records, dtype=np.int64, count=len(records))
        index._rows = {ref: row for row, ref in enumerate(records)}
        return index

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, ref: int, card: bytes) -> None:
        """Add a record, or put it in the place of the one that had this number. Raises features.UnknownVersion."""
        record = decode(card)
        self.remove(ref)
        self.statistics.add(record)
        row = self._free_row()
        self._columns.put(row, Columns.of([record], self._columns.words, self._columns.texts))
        self._refs[row] = ref
        self._rows[ref] = row

    def remove(self, ref: int) -> None:
        """Forget a record. One that is not known is no fault."""
        row = self._rows.pop(ref, None)
        if row is None:
            return
        self.statistics.remove(self._columns.features(row))
        self._columns.put(row, Columns.of([Features()], self._columns.words, self._columns.texts))
        self._refs[row] = NOBODY

    def search(
        self,
        sought_for: Description,
        *,
        sought: Sought = "person",
        limit: int = 50,
        without: Collection[int] = (),
    ) -> tuple[Match, ...]:
        """As types.Index."""
        asked = features(sought_for)
        if not self._rows or not asked.enough_for(sought):
            return ()
        question = Question.of(asked, self.statistics)
        closeness = question.closeness(self._columns.words)
        rows = self._candidates(coarse(question, self._columns, closeness, sought), without)
        if not len(rows):
            return ()
        records = self._columns.take(rows)
        return answer(
            question, records, score(question, records, closeness), self._refs[rows].tolist(), sought, limit
        )

    def _candidates(self, worth: NDArray[np.float32], without: Collection[int]) -> NDArray[np.intp]:
        """The rows of the greatest worth, by ref where it is equal."""
        empty = np.isin(self._refs, [NOBODY, *without])
        worth = np.where(empty, -np.inf, worth)
        count = min(CANDIDATES, int(np.count_nonzero(~empty)))
        if not count:
            return np.empty(0, np.intp)
        least = np.partition(worth, -count)[-count]
        rows = np.flatnonzero(worth >= least)
        return rows[np.lexsort((self._refs[rows], -worth[rows]))][:count]

    def _free_row(self) -> int:
        free = np.flatnonzero(self._refs == NOBODY)
        if len(free):
            return int(free[0])
        row = len(self._refs)
        room = max(ROOM, row // 4)
        self._columns = self._columns.with_room(room)
        self._refs = np.concatenate((self._refs, np.full(room, NOBODY, dtype=np.int64)))
        return row


NOBODY = np.iinfo(np.int64).min  # stands where no record is
