"""A quick look at every record, to find those worth a close comparison."""

import numpy as np

from . import births, places
from .arrays import Floats, Ints, Small
from .columns import Columns
from .lexicon import Texts
from .question import Question
from .scoring import _phones, _sex, _used

PARENT_SHARE = 0.7  # parents' surnames repeat what the child's surnames show
CROSSED = -2.5


def coarse(question: Question, records: Columns, closeness: Small, texts: Texts) -> Floats:
    """Nearly the score, without pairing words one to one and without what speaks against."""
    total = np.zeros(len(records), dtype=np.float32)
    total += _bag(question, closeness, ("given", "called"), 0, records.given, 1, records.surnames)
    total += _bag(question, closeness, ("surnames",), 1, records.surnames, 0, records.given)
    for which, role in ((2, "mother"), (3, "father")):
        total += PARENT_SHARE * _bag(question, closeness, (role,), which, getattr(records, role), None, None)
    wide = ((records.known > 0) & (records.known <= 2)).astype(np.intp)
    total += question.birth[wide, births.compare(question.columns, records)]
    total += question.place[places.compare(question.features, records, texts)]
    total += _phones(question, records) + _sex(question, records)
    return total


def _bag(question, closeness, roles, which, slots, other, other_slots) -> Floats:
    best = None
    for role in roles:
        for reading in question.readings[role]:
            value = np.full(slots.shape[1], reading.cost, dtype=np.float32)
            for number in reading.words:
                value += _word(question, closeness, number, which, slots, other, other_slots)
            best = value if best is None else np.maximum(best, value)
    return best


def _word(question, closeness, number, which, slots, other, other_slots) -> Floats:
    best = np.zeros(slots.shape[1], dtype=np.float32)
    table = np.maximum(question.worth[number, which], 0)[closeness[number]]
    for slot in _used(slots):
        np.maximum(best, table.take(slot), out=best)
    if other is not None:
        table = np.maximum(question.worth[number, other] + CROSSED, 0)[closeness[number]]
        for slot in _used(other_slots):
            np.maximum(best, table.take(slot), out=best)
    return best
