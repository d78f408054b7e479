"""The index that stands only in memory: every record is looked at in every search, nothing is stored."""

from collections.abc import Iterable, Sequence

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
    def __init__(self, refs: Sequence[int], records: Sequence[Features]) -> None:
        self.statistics = Statistics.of(records)
        self.columns = Columns.of(records, self.statistics.words, Texts())
        self.refs = np.array(refs, dtype=np.int64)

    @classmethod
    def build(cls, cards: Iterable[tuple[int, bytes]]) -> "MemoryIndex":
        pairs = [(ref, decode(card)) for ref, card in cards]
        return cls([ref for ref, _ in pairs], [card for _, card in pairs])

    def search(
        self, sought_for: Description, *, sought: Sought = "person", limit: int = 50
    ) -> tuple[Match, ...]:
        asked = features(sought_for)
        if not asked.tells_people_apart or not len(self.refs):
            return ()
        question, rows, records, scored = self.candidates(asked)
        return answer(question, records, scored, self.refs[rows], sought, limit)

    def candidates(self, asked: Features, n: int = CANDIDATES):
        question = Question.of(asked, self.statistics)
        closeness = question.closeness(self.columns.words)
        rough = coarse(question, self.columns, closeness)
        n = min(n, len(rough))
        rows = np.argpartition(-rough, n - 1)[:n]
        records = self.columns.take(rows)
        return question, rows, records, score(question, records, closeness)
