"""The index that stands only in memory: every record is looked at in every search."""

from collections.abc import Iterable, Sequence

import numpy as np

from .coarse import coarse
from .columns import Columns
from .features import Features, decode, features
from .lexicon import Texts
from .question import Question
from .scoring import Scored, score
from .statistics import Statistics
from .types import Description, Sought

CANDIDATES = 400


class MemoryIndex:
    def __init__(self, refs: Sequence[int], records: Sequence[Features]) -> None:
        self.statistics = Statistics.of(records)
        self.texts = Texts()
        self.columns = Columns.of(records, self.statistics.words, self.texts)
        self.refs = np.array(refs, dtype=np.int64)

    @classmethod
    def build(cls, cards: Iterable[tuple[int, bytes]]) -> "MemoryIndex":
        pairs = [(ref, decode(card)) for ref, card in cards]
        return cls([ref for ref, _ in pairs], [card for _, card in pairs])

    def candidates(self, asked: Features, n: int = CANDIDATES):
        question = Question.of(asked, self.statistics)
        common = self.statistics.common()
        closeness = self.statistics.words.closeness(question.words, question.common, common)
        rough = coarse(question, self.columns, closeness, self.texts)
        n = min(n, len(rough))
        rows = np.argpartition(-rough, n - 1)[:n]
        records = self.columns.take(rows)
        return question, rows, records, score(question, records, self.statistics.words, self.texts, common)
