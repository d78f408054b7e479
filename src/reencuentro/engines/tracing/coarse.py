"""A quick look at every record, to find those worth a close comparison."""

import numpy as np

from . import births, contacts, places
from .arrays import Floats, Small
from .columns import Columns, used
from .question import Question

PARENT_SHARE = 0.7  # parents' surnames repeat what the child's surnames show
CROSSED = -2.5


def coarse(question: Question, records: Columns, closeness: Small) -> Floats:
    """Nearly the score, without pairing words one to one and without what speaks against."""
    total = np.zeros(len(records), dtype=np.float32)
    total += _bag(question, closeness, ("given", "called"), 0, records.given, 1, records.surnames)
    total += _bag(question, closeness, ("surnames",), 1, records.surnames, 0, records.given)
    for which, role in ((2, "mother"), (3, "father")):
        total += PARENT_SHARE * _bag(question, closeness, (role,), which, getattr(records, role), None, None)
    total += births.worth_of(question.birth, births.compare(question.columns, records), records)
    total += question.place[places.compare(question.features, records)]
    total += contacts.phone(question, records)[0] + contacts.sex(question, records)[0]
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
    for slot in used(slots):
        np.maximum(best, table.take(slot), out=best)
    if other is not None:
        table = np.maximum(question.worth[number, other] + CROSSED, 0)[closeness[number]]
        for slot in used(other_slots):
            np.maximum(best, table.take(slot), out=best)
    return best
