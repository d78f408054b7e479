"""Sex, telephones, numbers of papers and extras compared."""

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from .arrays import Bools, Floats, Ints, Small
from .codes import Code
from .columns import Columns, used
from .features import PHONE_DIGITS
from .lexicon import Texts
from .model import EXTRA, EXTRA_GRANTED, NUMBER, PHONE, SEX
from .question import Question

# Of the levels below, in their order.
LEVEL_CODES = np.array([Code.SAME, Code.CLOSE, Code.DIFFERS, Code.UNKNOWN], dtype=np.uint8)
SAME, CLOSE, OTHER, MISSING = range(4)


def sex(question: Question, records: Columns, given: Floats) -> tuple[Floats, Small]:
    """``given``: what given names say, for names that agree tell the sex already."""
    asked = question.features.sex
    level = np.where(records.sex == asked, SAME, OTHER)
    level[(records.sex == 0) | (asked == 0)] = MISSING
    worth = np.array([SEX["same"], 0, SEX["differs"], 0], dtype=np.float32)[level]
    worth[(level == SAME) & (given > 0)] = SEX["same, as the given name tells"]
    return worth, LEVEL_CODES[level]


def phone(question: Question, records: Columns) -> tuple[Floats, Small]:
    """The best of all telephones. One wrong digit is close."""
    level = np.full(len(records), MISSING)
    for asked in question.features.phones:
        for there in used(records.phones):
            compared = np.minimum(_digits_off(int(asked), there), OTHER)
            level = np.minimum(level, np.where(there > 0, compared, MISSING))
    return np.array([*PHONE, 0], dtype=np.float32)[level], LEVEL_CODES[level]


def same_phone(question: Question, records: Columns) -> Floats:
    """Only what the very same telephone says."""
    same = np.zeros(len(records), dtype=np.bool_)
    for asked in question.features.phones:
        same |= (records.phones == int(asked)).any(axis=0)
    return np.where(same, PHONE[0], 0).astype(np.float32)


def numbers(question: Question, records: Columns) -> tuple[Floats, Small]:
    """Numbers of papers of the same kind."""
    return _labelled(question.features.numbers, used(records.numbers), records.texts, [NUMBER], slips=1)


def others(question: Question, records: Columns) -> tuple[Floats, Small]:
    """Other texts of the same kind; the rarer, the more agreement says."""
    statistics = question.statistics
    base = statistics.records["all"] + EXTRA_GRANTED
    worth = []
    for asked in question.features.extra:
        share = (statistics.texts[asked] + 1) / base
        worth.append(tuple(np.log(np.array(EXTRA) / (share, share, 1.0))))
    return _labelled(question.features.extra, used(records.extra), records.texts, worth, slips=2)


def _digits_off(phone_: int, phones: Ints) -> Ints:
    powers = 10 ** np.arange(PHONE_DIGITS)[:, None]
    return np.asarray((phones // powers % 10 != phone_ // powers % 10).sum(axis=0))


def _labelled(
    asked: tuple[str, ...], slots: Ints, texts: Texts, worth: list[tuple[float, ...]], slips: int
) -> tuple[Floats, Small]:
    """The sum over the asked texts of what the best of the same kind says (``worth``: one for each, or one for all)."""
    total = np.zeros(slots.shape[1], dtype=np.float32)
    code = np.full(slots.shape[1], MISSING)
    for place, text in enumerate(asked if len(slots) else ()):
        level = _levels(text, texts, slips)[slots].min(axis=0)
        total += np.array([*worth[place % len(worth)], 0], dtype=np.float32)[level]
        code = np.minimum(code, level)
    return total, LEVEL_CODES[code]


def _levels(asked: str, texts: Texts, slips: int) -> Ints:
    kind = asked.split(":", 1)[0] + ":"
    off = cdist([asked], texts.words, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)[0]
    level = np.where(off == 0, SAME, np.where(off <= slips, CLOSE, OTHER))
    of_kind: Bools = np.fromiter(
        (text.startswith(kind) for text in texts.words), dtype=np.bool_, count=len(texts)
    )
    level[~of_kind] = MISSING
    return level
