"""The index that stands only in memory: every record is looked at in every search, nothing is stored."""

from collections.abc import Collection, Iterable

import numpy as np

from .answers import answer
from .coarse import coarse
from .columns import Columns
from .features import Features, decode, features
from .lexicon import Texts
from .question import Question
from .scoring import score
from .statistics import Statistics
from .types import Description, Match, Sought

CANDIDATES = 400


class MemoryIndex:
    """Provisional: whatever is added or removed makes the next search begin anew."""

    def __init__(self, records: dict[int, Features]) -> None:
        self._records = records
        self._arrange()

    @classmethod
    def build(cls, cards: Iterable[tuple[int, bytes]]) -> "MemoryIndex":
        return cls({ref: decode(card) for ref, card in cards})

    def __len__(self) -> int:
        return len(self._records)

    def add(self, ref: int, encoded: bytes) -> None:
        self._records[ref] = decode(encoded)
        self._stale = True

    def remove(self, ref: int) -> None:
        del self._records[ref]
        self._stale = True

    def search(
        self,
        sought_for: Description,
        *,
        sought: Sought = "person",
        limit: int = 50,
        without: Collection[int] = (),
    ) -> tuple[Match, ...]:
        """As types.Index."""
        if self._stale:
            self._arrange()
        asked = features(sought_for)
        if not asked.tells_people_apart or not len(self.refs):
            return ()
        question = Question.of(asked, self.statistics)
        closeness = question.closeness(self.columns.words)
        rough = coarse(question, self.columns, closeness)
        rough[np.isin(self.refs, np.fromiter(without, np.int64))] = -np.inf
        rows = np.argsort(-rough, kind="stable")[:CANDIDATES]
        rows = rows[np.isfinite(rough[rows])]
        records = self.columns.take(rows)
        return answer(question, records, score(question, records, closeness), self.refs[rows], sought, limit)

    def _arrange(self) -> None:
        self._stale = False
        records = list(self._records.values())
        self.statistics = Statistics.of(records)
        self.columns = Columns.of(records, self.statistics.words, Texts())
        self.refs = np.array(list(self._records), dtype=np.int64)
