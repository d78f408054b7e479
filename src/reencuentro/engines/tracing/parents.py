"""Mothers and fathers compared."""

import numpy as np

from .arrays import Floats, Small
from .bags import Paired, pair, weighed
from .codes import Code
from .columns import Columns, used
from .lexicon import Close
from .model import EXPLAINED, HANDED_DOWN
from .named import SURNAMES, Named
from .question import Question, Reading
from .statistics import ROLES


def compare(
    role: str, question: Question, records: Columns, closeness: Small, named: Named
) -> tuple[Floats, Small]:
    """What the mother or father (``role``) says for each record, and its code."""
    worth, code = _implied(role, question, records, closeness, named)
    which = ROLES.index(role)
    if not question.features.counts[which]:
        return worth, code
    both = records.counts[which] > 0
    best, best_code = _read(role, question.readings[role][0], question, records, closeness, named)
    for reading in question.readings[role][1:]:
        other, other_code = _read(role, reading, question, records, closeness, named)
        best, best_code = np.maximum(best, other), np.where(other > best, other_code, best_code)
    return np.where(both, best, worth), np.where(both, best_code, code)


def _read(
    role: str, reading: Reading, question: Question, records: Columns, closeness: Small, named: Named
) -> tuple[Floats, Small]:
    which = ROLES.index(role)
    slots = used(getattr(records, role)).T
    close = closeness[np.array(reading.words, dtype=np.intp)][:, slots].transpose(1, 0, 2)
    worth = np.empty(close.shape, dtype=np.float32)
    for place, number in enumerate(reading.words):
        worth[:, place] = question.worth[number, which][close[:, place]]
    paired = pair(worth, close)
    _explain(paired, reading, question, named)
    asked = min(question.features.counts[which], len(reading.words))
    return weighed(role, paired, asked, records.counts[which], paired.found.sum(1), reading.cost)


def _explain(paired: Paired, reading: Reading, question: Question, named: Named) -> None:
    """A surname that the child's own surnames showed already says little more."""
    for place, number in enumerate(reading.words):
        for surname, shown in named.shown.items():
            if question.words[number] == question.words[surname]:
                worth = paired.worth[:, place]
                paired.worth[:, place] = np.where(shown, np.minimum(worth, EXPLAINED), worth)


def _implied(
    role: str, question: Question, records: Columns, closeness: Small, named: Named
) -> tuple[Floats, Small]:
    """Where only one side knows the parent: the parent's surname among the child's surnames on the other side."""
    which = ROLES.index(role)
    if question.features.counts[which]:
        asked = [
            n for n in question.readings[role][0].words if question.words[n] not in question.features.surnames
        ]
        worth = _best(question, asked, closeness, used(records.surnames), SURNAMES)
        apply = (records.counts[which] == 0) & (records.counts[SURNAMES] > 0)
    else:
        worth = np.zeros(len(records), dtype=np.float32)
        slots = used(getattr(records, role))
        for number in question.readings["surnames"][0].words:
            free = ~named.shown[number]
            worth = np.maximum(worth, np.where(free, _best(question, [number], closeness, slots, which), 0))
        apply = records.counts[which] > 0
    worth = np.where(apply & (worth > 0), np.maximum(worth + np.log(HANDED_DOWN), 0), 0).astype(np.float32)
    return worth, np.where(worth > 0, Code.IMPLIED, Code.UNKNOWN).astype(np.uint8)


def _best(question: Question, asked: list[int], closeness: Small, slots: np.ndarray, role: int) -> Floats:
    """The greatest worth of any asked word with any word of the record that is nearly the same."""
    best = np.zeros(slots.shape[1], dtype=np.float32)
    for number in asked:
        worth = np.where(np.arange(len(Close)) >= Close.SLIP, question.worth[number, role], 0)[
            closeness[number]
        ]
        for slot in slots:
            np.maximum(best, worth[slot], out=best)
    return best
