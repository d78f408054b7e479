"""A quick look at every record, to find those worth a close comparison.

The sum of what agrees: words are not paired one to one, and hardly anything speaks against. Sought relatives count by
what relatives share.
"""

import numpy as np

from . import births, contacts, places
from .arrays import Floats, Ints, Small
from .columns import Columns, used
from .lexicon import Close
from .model import CROSSED, HANDED_DOWN
from .question import Question
from .statistics import ROLES
from .types import Sought

# How much of a field's worth counts; parents' surnames repeat what the child's surnames show.
COUNTED: dict[Sought, dict[str, float]] = {
    "person": {"given": 1.0, "surnames": 1.0, "birth": 1.0, "parents": 0.7},
    "duplicate": {"given": 1.0, "surnames": 1.0, "birth": 1.0, "parents": 0.7},
    "sibling": {"given": 0.0, "surnames": 1.0, "birth": 0.0, "parents": 1.0},
    "children": {"given": 0.5, "surnames": 0.5, "birth": 0.5, "parents": 1.0},
}


def coarse(question: Question, records: Columns, closeness: Small, sought: Sought) -> Floats:
    """Of each record, nearly its score. ``closeness``: words of the question x words of the records."""
    counted = COUNTED[sought]
    look = _Look(question, closeness)
    total = counted["given"] * look.bag(("given", "called"), records, ("given", "surnames"))
    total += counted["surnames"] * look.bag(("surnames",), records, ("surnames", "given"))
    for parent in ("mother", "father"):
        total += counted["parents"] * look.bag((parent,), records, (parent,))
        total += look.handed_down(parent, records)
    if counted["birth"]:
        born = births.compare(question.columns, records)
        total += counted["birth"] * births.worth_of(question.birth, born, records)
    total += places.quick(question.place, question.features, records)
    return total + contacts.same_phone(question, records)


class _Look:
    def __init__(self, question: Question, closeness: Small) -> None:
        self.question = question
        self.closeness = closeness

    def bag(self, asked: tuple[str, ...], records: Columns, roles: tuple[str, ...]) -> Floats:
        """The best reading of what is asked. ``roles``: where its words stand, first where they belong."""
        readings = [reading for role in asked for reading in self.question.readings[role]]
        best = np.zeros(len(records), dtype=np.float32)
        for reading in readings:
            value = np.full(len(records), reading.cost, dtype=np.float32)
            for number in reading.words:
                value += self._word(number, records, roles)
            np.maximum(best, value, out=best)
        return best

    def handed_down(self, parent: str, records: Columns) -> Floats:
        """A parent's surname among the surnames of children whose parent is not known."""
        best = np.zeros(len(records), dtype=np.float32)
        for number in self.question.readings[parent][0].words:
            if self.question.words[number] not in self.question.features.surnames:
                self._raise(
                    best, number, ROLES.index("surnames"), records.surnames, float(np.log(HANDED_DOWN))
                )
        return np.asarray(best * (records.counts[ROLES.index(parent)] == 0))

    def _word(self, number: int, records: Columns, roles: tuple[str, ...]) -> Floats:
        best = np.zeros(len(records), dtype=np.float32)
        for place, role in enumerate(roles):
            self._raise(best, number, ROLES.index(role), getattr(records, role), CROSSED if place else 0.0)
        return best

    def _raise(self, best: Floats, number: int, role: int, slots: Ints, less: float) -> None:
        """Raise ``best`` to what the word is worth where a record has it."""
        worth = np.maximum(self.question.worth[number, role] + less, 0)
        if less:
            worth[: Close.SLIP] = 0
        by_word = worth[self.closeness[number]]
        if by_word.any():
            for slot in used(slots):
                np.maximum(best, by_word.take(slot), out=best)
