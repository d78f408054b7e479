"""Births compared: whole dates, months, years, and ages, each as far as it is known."""

from enum import IntEnum

import numpy as np

from .arrays import Bools, Floats, Small
from .columns import Columns
from .features import BETWEEN, DAY, MONTH, UNKNOWN, YEAR
from .statistics import FIRST_YEAR, MONTH_STRIDE, YEARS, Statistics


class Birth(IntEnum):
    """How far two births agree. Of two days:"""

    UNKNOWN = 0
    SAME = 1
    SWAPPED = 2  # day and month exchanged, same year
    YEAR_OFF_1 = 3  # same day and month
    YEAR_OFF_2 = 4
    YEAR_OTHER = 5
    DAY_OFF = 6  # same month and year, or at most DAYS_OFF days apart
    MONTH_OFF = 7  # same day and year
    SAME_YEAR = 8  # nothing else
    YEAR_NEAR = 9  # one year off, nothing else
    FAR = 10
    # where the day of one is not known:
    SAME_MONTH = 11
    MONTH_SWAPPED = 12  # the day of one is the month of the other
    MONTH_YEAR_OFF = 13  # same month, year one or two off
    # where the month of one is not known: years between the two spans
    WITHIN = 14
    WITHIN_1 = 15
    WITHIN_2 = 16
    BEYOND = 17
    BOTH_OFF = 19  # year one or two off, and month or day as well
    PLACEHOLDER = 18  # two days of one year, one of them 1 January: what is written when the day is not known


# How often the two records of one person agree so far.
DAYS = {
    Birth.SAME: 0.56,
    Birth.SWAPPED: 0.05,
    Birth.YEAR_OFF_1: 0.13,
    Birth.YEAR_OFF_2: 0.07,
    Birth.YEAR_OTHER: 0.005,
    Birth.DAY_OFF: 0.10,
    Birth.MONTH_OFF: 0.01,
    Birth.SAME_YEAR: 0.03,
    Birth.YEAR_NEAR: 0.02,
    Birth.FAR: 0.008,
    Birth.PLACEHOLDER: 0.02,
    Birth.BOTH_OFF: 0.02,
}
MONTHS = {
    Birth.SAME_MONTH: 0.85,
    Birth.MONTH_SWAPPED: 0.01,
    Birth.MONTH_YEAR_OFF: 0.08,
    Birth.SAME_YEAR: 0.03,
    Birth.YEAR_NEAR: 0.015,
    Birth.FAR: 0.015,
}
SPANS = {Birth.WITHIN: 0.83, Birth.WITHIN_1: 0.12, Birth.WITHIN_2: 0.04, Birth.BEYOND: 0.01}
DAYS_OFF = 15

# The same of brothers and sisters: some are twins, most are some years apart.
SIBLINGS = {
    Birth.SAME: 0.02,
    Birth.SWAPPED: 0.0006,
    Birth.YEAR_OFF_1: 0.0012,
    Birth.YEAR_OFF_2: 0.0018,
    Birth.YEAR_OTHER: 0.003,
    Birth.DAY_OFF: 0.001,
    Birth.MONTH_OFF: 0.0006,
    Birth.SAME_YEAR: 0.01,
    Birth.YEAR_NEAR: 0.12,
    Birth.FAR: 0.85,
    Birth.PLACEHOLDER: 0.001,
    Birth.BOTH_OFF: 0.03,
    Birth.SAME_MONTH: 0.015,
    Birth.MONTH_SWAPPED: 0.003,
    Birth.MONTH_YEAR_OFF: 0.025,
    Birth.WITHIN: 0.10,
    Birth.WITHIN_1: 0.20,
    Birth.WITHIN_2: 0.22,
    Birth.BEYOND: 0.48,
}
LEAST_SHARE = 2e-5
YEAR_LENGTH = 365
TAKEN_FOR_GRANTED = 30  # records, spread over forty years


def compare(asked: Columns, records: Columns) -> Small:
    """How far each record's birth agrees (Birth). ``asked`` is one record."""
    found = _spans(asked, records)
    months = (asked.known[0] >= MONTH) & (records.known >= MONTH)
    found[months] = _months(asked, records)[months]
    days = (asked.known[0] >= DAY) & (records.known >= DAY)
    found[days] = _days(asked, records)[days]
    found[(asked.known[0] == UNKNOWN) | (records.known == UNKNOWN)] = Birth.UNKNOWN
    return found


def _days(asked: Columns, records: Columns) -> Small:
    off = np.abs(records.year - asked.year[0])
    month, day = records.month == asked.month[0], records.day == asked.day[0]
    swapped = (records.month == asked.day[0]) & (records.day == asked.month[0])
    near = (month & (off == 0)) | (np.abs(records.first - asked.first[0]) <= DAYS_OFF)
    return _first_of(
        (month & day & (off == 0), Birth.SAME),
        (swapped & (off == 0), Birth.SWAPPED),
        (month & day & (off == 1), Birth.YEAR_OFF_1),
        (month & day & (off == 2), Birth.YEAR_OFF_2),
        (month & day, Birth.YEAR_OTHER),
        (near, Birth.DAY_OFF),
        ((off == 0) & (_new_year(records) | _new_year(asked)), Birth.PLACEHOLDER),
        (day & (off == 0), Birth.MONTH_OFF),
        ((month | day) & (off <= 2) & (off > 0), Birth.BOTH_OFF),
        (off == 0, Birth.SAME_YEAR),
        (off == 1, Birth.YEAR_NEAR),
    )


def _first_of(*cases: tuple[Bools, Birth]) -> Small:
    """The first that is true of each record, else FAR."""
    return np.select(
        [case for case, _ in cases], [np.uint8(level) for _, level in cases], np.uint8(Birth.FAR)
    )


def _new_year(births: Columns) -> Bools:
    return np.asarray((births.month == 1) & (births.day == 1))


def _months(asked: Columns, records: Columns) -> Small:
    off = np.abs(records.year - asked.year[0])
    same = records.month == asked.month[0]
    swapped = (records.day == asked.month[0]) | (records.month == asked.day[0])
    return _first_of(
        (same & (off == 0), Birth.SAME_MONTH),
        (same & (off <= 2), Birth.MONTH_YEAR_OFF),
        (swapped & (off == 0), Birth.MONTH_SWAPPED),
        (off == 0, Birth.SAME_YEAR),
        (off == 1, Birth.YEAR_NEAR),
    )


def _spans(asked: Columns, records: Columns) -> Small:
    apart = np.maximum(records.first - asked.last[0], asked.first[0] - records.last)
    found = np.full(len(records), Birth.BEYOND, dtype=np.uint8)
    found[apart <= 2 * YEAR_LENGTH + 1] = Birth.WITHIN_2
    found[apart <= YEAR_LENGTH] = Birth.WITHIN_1
    found[apart <= 0] = Birth.WITHIN
    return found


def worth(asked: Columns, statistics: Statistics) -> Floats:
    """2 x Birth: log of how much likelier each agreement is for the same person than for a stranger; the second row is
    for records of whom only a year or an age is known.
    """
    narrow, wide = (_strangers(asked, statistics, width) for width in (0, YEAR_LENGTH))
    found = np.zeros((2, len(Birth)), dtype=np.float32)
    for row, shares in enumerate((narrow, wide)):
        for level, same in (DAYS | MONTHS | SPANS).items():
            found[row, level] = np.log(same / max(shares.get(level, 1.0), LEAST_SHARE))
    return found


def worth_of(table: Floats, levels: Small, records: Columns) -> Floats:
    """What each record's agreement is worth, by a table of `worth`."""
    wide = (records.known == YEAR) | (records.known == BETWEEN)
    return np.asarray(table[wide.astype(np.intp), levels])


def siblings(worth_: Floats) -> Floats:
    """2 x Birth: the same for brothers and sisters against strangers."""
    found = worth_.copy()
    same = DAYS | MONTHS | SPANS
    for level, share in SIBLINGS.items():
        found[:, level] += np.log(share / same[level])
    return found


def _strangers(asked: Columns, statistics: Statistics, width: int) -> dict[Birth, float]:
    """How often a stranger's birth agrees so far."""
    shares = _year_shares(statistics)
    if asked.known[0] == UNKNOWN:
        return {}
    year = min(max(int(asked.year[0]) - FIRST_YEAR, 0), YEARS - 1)
    of_year = [
        float(shares[max(year - k, 0)] + (shares[min(year + k, YEARS - 1)] if k else 0)) for k in (0, 1, 2)
    ]
    within = [_share_between(shares, asked, width + 2 * YEAR_LENGTH * k) for k in (0, 1, 2)]
    found = {
        Birth.WITHIN: within[0],
        Birth.WITHIN_1: within[1] - within[0],
        Birth.WITHIN_2: within[2] - within[1],
        Birth.BEYOND: 1 - within[2],
    }
    if asked.known[0] >= MONTH:
        found |= {
            Birth.SAME_MONTH: of_year[0] / 12,
            Birth.MONTH_SWAPPED: of_year[0] / 12,
            Birth.MONTH_YEAR_OFF: (of_year[1] + of_year[2]) / 12,
            Birth.SAME_YEAR: of_year[0] * 0.9,
            Birth.YEAR_NEAR: of_year[1],
            Birth.FAR: 1 - of_year[0] - of_year[1],
        }
    if asked.known[0] == DAY:
        day, swapped = (_day_share(statistics, *each) for each in _both_orders(asked))
        found |= {
            Birth.SAME: of_year[0] * day,
            Birth.SWAPPED: of_year[0] * swapped,
            Birth.YEAR_OFF_1: of_year[1] * day,
            Birth.YEAR_OFF_2: of_year[2] * day,
            Birth.YEAR_OTHER: day,
            Birth.DAY_OFF: of_year[0] / 10,
            Birth.PLACEHOLDER: of_year[0] * (1.0 if _new_year(asked)[0] else _day_share(statistics, 1, 1)),
            Birth.MONTH_OFF: of_year[0] / 31,
            Birth.BOTH_OFF: (of_year[1] + of_year[2]) / 9,
        }
    return found


def _year_shares(statistics: Statistics) -> np.ndarray:
    granted = np.zeros(YEARS)
    granted[100:140] = TAKEN_FOR_GRANTED / 40
    shares = (statistics.years + granted) / (statistics.records["birth"] + TAKEN_FOR_GRANTED)
    return np.asarray(np.convolve(shares, (0.25, 0.5, 0.25), "same"))


def _share_between(shares: np.ndarray, asked: Columns, widened: int) -> float:
    """How many births fall into the asked span made wider by some days."""
    edges = (np.arange(YEARS + 1) + FIRST_YEAR - 1970) * 365.25
    until = np.concatenate(([0.0], np.cumsum(shares)))
    first, last = asked.first[0] - widened / 2, asked.last[0] + widened / 2 + 1
    return float(min(max(np.interp(last, edges, until) - np.interp(first, edges, until), 1e-4), 0.98))


def _both_orders(asked: Columns) -> tuple[tuple[int, int], tuple[int, int]]:
    month, day = int(asked.month[0]), int(asked.day[0])
    return (month, day), (day, month)


def _day_share(statistics: Statistics, month: int, day: int) -> float:
    seen = float(statistics.days[month * MONTH_STRIDE + day]) if month <= 12 else 0.0
    return (seen + TAKEN_FOR_GRANTED / 365) / (statistics.records["day"] + TAKEN_FOR_GRANTED)
