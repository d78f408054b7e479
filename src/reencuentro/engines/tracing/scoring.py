"""Every field of every record compared with the person asked for, as log-odds that add up."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from . import births, places
from .arrays import Floats, Ints, Small
from .bags import Paired, pair
from .columns import Columns
from .lexicon import Close, Lexicon, Texts
from .model import (
    CONFLICT, CROSSED, CROSSED_AGAIN, DROPPED, EXPLAINED, EXTRA, NUMBER, NUMBER_STRANGERS, PHONE, PHONE_STRANGERS, SEX,
    SIBLINGS_SHARE,
)
from .question import Question, Reading
from .statistics import ROLES

FIELDS = ("given", "surnames", "birth", "sex", "place", "mother", "father", "phone", "number", "extra")


@dataclass(frozen=True)
class Scored:
    """fields x records, in the order of FIELDS.

    same      log of how much likelier what the field shows is for the same person than for a stranger
    kin       the same for a brother or sister of the person
    """

    same: Floats
    kin: Floats


@dataclass(frozen=True)
class Names:
    """What names show: worth of given names and surnames; how each asked surname was found (records x words)."""

    given: Floats
    surnames: Floats
    found: Paired
    words: tuple[int, ...]


def score(question: Question, records: Columns, words: Lexicon, texts: Texts, common_here: np.ndarray) -> Scored:
    closeness = words.closeness(question.words, question.common, common_here)
    named = _names(question, records, closeness)
    born = births.compare(question.columns, records)
    wide = ((records.known > 0) & (records.known <= 2)).astype(np.intp)
    phone = _phones(question, records)
    same = np.stack(
        [
            named.given,
            named.surnames,
            question.birth[wide, born],
            _sex(question, records),
            question.place[places.compare(question.features, records, texts)],
            _parent("mother", question, records, closeness, named),
            _parent("father", question, records, closeness, named),
            phone,
            _labelled("numbers", NUMBER, NUMBER_STRANGERS, question, records, texts),
            _labelled("extra", EXTRA, None, question, records, texts),
        ]
    ).astype(np.float32)
    shares = np.array([[SIBLINGS_SHARE[field]] for field in FIELDS], dtype=np.float32)
    kin = np.log(shares * np.exp(same) + 1 - shares)
    kin[FIELDS.index("birth")] = births.siblings(question.birth)[wide, born]
    return Scored(same, kin.astype(np.float32))


def _names(question: Question, records: Columns, closeness: Small) -> Names:
    best: Names | None = None
    total = np.full(len(records), -np.inf, dtype=np.float32)
    for given in question.readings["given"]:
        for surnames in question.readings["surnames"]:
            if given.cost and surnames.cost:
                continue
            this = _read(question, records, closeness, given, surnames)
            best, total = (this, this.given + this.surnames) if best is None else _better(best, total, this)
    assert best is not None
    return best


def _better(best: Names, total: Floats, this: Names) -> tuple[Names, Floats]:
    new = this.given + this.surnames
    wins = new > total
    if not wins.any():
        return best, total
    found, other = best.found, this.found
    return (
        Names(
            np.where(wins, this.given, best.given),
            np.where(wins, this.surnames, best.surnames),
            found,
            best.words,
        ),
        np.where(wins, new, total),
    )


def _read(question: Question, records: Columns, closeness: Small, given: Reading, surnames: Reading) -> Names:
    called = question.readings["called"][0].words
    numbers = (*given.words, *called, *surnames.words)
    n_given, n_first = len(given.words), len(given.words) + len(called)
    here = _used(records.given), _used(records.surnames)
    slots = np.concatenate(here)
    borders = len(here[0])
    n = len(records)
    worth = np.empty((n, len(numbers), len(slots)), dtype=np.float32)
    close = np.empty(worth.shape, dtype=np.uint8)
    for place, number in enumerate(numbers):
        close[:, place, :] = closeness[number][slots].T
        own = 0 if place < n_first else 1
        for role, part in ((0, slice(0, borders)), (1, slice(borders, None))):
            table = question.worth[number, role] + (CROSSED if role != own else 0.0)
            worth[:, place, part] = table[close[:, place, part]]
    found = pair(worth, close)
    in_given = (found.slot >= 0) & (found.slot < borders)
    in_surnames = found.slot >= borders
    taken = found.slot >= 0
    crossed = in_surnames[:, :n_first].sum(1) + in_given[:, n_first:].sum(1)
    refund = np.where(crossed > 1, (CROSSED_AGAIN - CROSSED) * (crossed - 1), 0.0)
    left_given = np.maximum(min(question.features.counts[0], n_given) - taken[:, :n_given].sum(1), 0) if n_given else np.zeros(n, int)
    left_surnames = np.maximum(min(question.features.counts[1], len(surnames.words)) - taken[:, n_first:].sum(1), 0)
    there_given = np.maximum(records.counts[0].astype(int) - in_given.sum(1), 0)
    there_surnames = np.maximum(records.counts[1].astype(int) - in_surnames.sum(1), 0)
    g = found.worth[:, :n_first].sum(1) + refund + _left("given", left_given, there_given, taken[:, :n_first].any(1)) + given.cost
    s = found.worth[:, n_first:].sum(1) + _left("surnames", left_surnames, there_surnames, taken[:, n_first:].any(1)) + surnames.cost
    return Names(g.astype(np.float32), s.astype(np.float32), Paired(found.worth[:, n_first:], found.close[:, n_first:], found.slot[:, n_first:]), surnames.words)


def _left(role: str, here: Ints, there: Ints, any_found: np.ndarray) -> Floats:
    both = np.minimum(here, there)
    alone, beside = CONFLICT[role]
    first = np.where(any_found, beside, alone) * (both > 0)
    return first + beside * np.maximum(both - 1, 0) + DROPPED[role] * (np.maximum(here, there) - both) * (here + there > 0)


def _parent(role: str, question: Question, records: Columns, closeness: Small, named: Names) -> Floats:
    slots = _used(getattr(records, role))
    which = ROLES.index(role)
    known = records.counts[which] > 0
    if not question.features.counts[which] or not known.any():
        return np.zeros(len(records), dtype=np.float32)
    best = np.full(len(records), -np.inf, dtype=np.float32)
    for reading in question.readings[role]:
        best = np.maximum(best, _parent_read(role, reading, question, records, closeness, named, slots))
    return np.where(known, best, 0.0)


def _parent_read(role: str, reading: Reading, question: Question, records: Columns, closeness: Small, named: Names, slots: Ints) -> Floats:
    which = ROLES.index(role)
    n = len(records)
    worth = np.empty((n, len(reading.words), len(slots)), dtype=np.float32)
    close = np.empty(worth.shape, dtype=np.uint8)
    for place, number in enumerate(reading.words):
        close[:, place, :] = closeness[number][slots].T
        worth[:, place, :] = question.worth[number, which][close[:, place, :]]
    found = pair(worth, close)
    value = found.worth.copy()
    for place, number in enumerate(reading.words):
        for j, surname in enumerate(named.words):
            if question.words[number] == question.words[surname]:
                shown = named.found.close[:, j] > Close.OTHER
                value[:, place] = np.where(shown, np.minimum(value[:, place], EXPLAINED), value[:, place])
    taken = found.slot >= 0
    left = np.maximum(min(question.features.counts[which], len(reading.words)) - taken.sum(1), 0)
    there = np.maximum(records.counts[which].astype(int) - taken.sum(1), 0)
    return (value.sum(1) + _left(role, left, there, taken.any(1)) + reading.cost).astype(np.float32)


def _used(slots: Ints) -> Ints:
    """Without the last places, if no record has anything there."""
    used = np.flatnonzero(slots.any(axis=1))
    return slots[: used[-1] + 1 if len(used) else 0]


def _sex(question: Question, records: Columns) -> Floats:
    asked = question.features.sex
    both = (records.sex > 0) & (asked > 0)
    return np.where(both, np.where(records.sex == asked, *SEX), 0.0)


def _phones(question: Question, records: Columns) -> Floats:
    asked = [int(phone) for phone in question.features.phones]
    known = (records.phones > 0).any(axis=0)
    if not asked or not known.any():
        return np.zeros(len(records), dtype=np.float32)
    off = np.min([_digits_off(phone, records.phones) for phone in asked], axis=(0, 1))
    level = np.minimum(off, 2)
    table = np.log(np.array(PHONE) / np.array(PHONE_STRANGERS))
    return np.where(known, table[level], 0.0)


def _digits_off(phone: int, phones: Ints) -> Ints:
    off = np.zeros(phones.shape, dtype=np.int32)
    for power in range(8):
        off += phones // 10**power % 10 != phone // 10**power % 10
    return np.where(phones > 0, off, 8)


def _labelled(name: str, same: tuple[float, ...], strangers: tuple[float, ...] | None, question: Question, records: Columns, texts: Texts) -> Floats:
    """Numbers and extras: those of the same kind compared."""
    total = np.zeros(len(records), dtype=np.float32)
    slots = _used(getattr(records, name))
    if not len(slots):
        return total
    for asked in getattr(question.features, name):
        kind = asked.split(":", 1)[0] + ":"
        of_kind = np.array([text.startswith(kind) for text in texts.words])
        off = cdist([asked], texts.words, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0]
        allowed = 1 if strangers else 2
        level = np.where(off == 0, 0, np.where(off <= allowed, 1, 2))
        level = np.where(of_kind, level, 3)
        share = strangers or _extra_strangers(question, asked)
        table = np.append(np.log(np.array(same) / np.array(share)), 0.0)
        total += table[level[slots].min(axis=0)]
    return total


def _extra_strangers(question: Question, asked: str) -> tuple[float, float, float]:
    share = (question.statistics.texts[asked] + 1) / (question.statistics.records["all"] + 60)
    return share, share * 2, 1.0
