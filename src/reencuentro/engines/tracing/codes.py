"""The words in which evidence is told, made into sentences elsewhere."""

from enum import IntEnum

import numpy as np

from .births import Birth
from .lexicon import Close
from .places import Place


class Code(IntEnum):
    """Of names: the least that any found word says, unless words are left over.

    UNKNOWN     one side says nothing
    SPELLING    the same, spelt or heard differently
    CLOSE       similar
    PART        what one side has more is missing on the other
    MIXED       some agree, some differ
    SWAPPED     a given name stands among the surnames or the reverse; or day and month are exchanged
    YEAR, DAY, MONTH      of a birth: all but this agrees
    SAME_MONTH, SAME_YEAR      the finest that agrees
    AGE, AGE_CLOSE      birth and age, or two ages, fit; nearly fit
    DEPARTMENT, COUNTRY      the finest that agrees
    ELSEWHERE   a place of the same name in another department
    SIBLING     a brother or sister would look the same
    IMPLIED     a parent's surname and the child's surname agree; that parent is not known on the other side
    """

    UNKNOWN = 0
    SAME = 1
    SPELLING = 2
    NICKNAME = 3
    INITIAL = 4
    CLOSE = 5
    PART = 6
    MIXED = 7
    SWAPPED = 8
    DIFFERS = 9
    YEAR = 10
    DAY = 11
    MONTH = 12
    SAME_MONTH = 13
    SAME_YEAR = 14
    AGE = 15
    AGE_CLOSE = 16
    DEPARTMENT = 17
    COUNTRY = 18
    ELSEWHERE = 19
    IMPLIED = 20
    SIBLING = 21


CODES = tuple(code.name.lower() for code in Code)

OF_CLOSE = np.zeros(len(Close), dtype=np.uint8)
for close, code in {
    Close.SAME: Code.SAME,
    Close.SOUND: Code.SPELLING,
    Close.NICKNAME: Code.NICKNAME,
    Close.SLIP: Code.SPELLING,
    Close.FAR_SLIP: Code.SPELLING,
    Close.NEIGHBOUR: Code.CLOSE,
    Close.INITIAL: Code.INITIAL,
    Close.ALIKE: Code.CLOSE,
    Close.OTHER: Code.DIFFERS,
}.items():
    OF_CLOSE[close] = code

OF_BIRTH = np.zeros(len(Birth), dtype=np.uint8)
for birth, code in {
    Birth.SAME: Code.SAME,
    Birth.SWAPPED: Code.SWAPPED,
    Birth.YEAR_OFF_1: Code.YEAR,
    Birth.YEAR_OFF_2: Code.YEAR,
    Birth.YEAR_OTHER: Code.YEAR,
    Birth.DAY_OFF: Code.DAY,
    Birth.MONTH_OFF: Code.MONTH,
    Birth.SAME_YEAR: Code.SAME_YEAR,
    Birth.BOTH_OFF: Code.DIFFERS,
    Birth.YEAR_NEAR: Code.DIFFERS,
    Birth.FAR: Code.DIFFERS,
    Birth.SAME_MONTH: Code.SAME_MONTH,
    Birth.MONTH_SWAPPED: Code.SWAPPED,
    Birth.MONTH_YEAR_OFF: Code.YEAR,
    Birth.WITHIN: Code.AGE,
    Birth.WITHIN_1: Code.AGE_CLOSE,
    Birth.WITHIN_2: Code.DIFFERS,
    Birth.BEYOND: Code.DIFFERS,
}.items():
    OF_BIRTH[birth] = code

OF_PLACE = np.zeros(len(Place), dtype=np.uint8)
for place, code in {
    Place.TOWN: Code.SAME,
    Place.TOWN_CLOSE: Code.SPELLING,
    Place.TOWN_ELSEWHERE: Code.ELSEWHERE,
    Place.DEPARTMENT: Code.DEPARTMENT,
    Place.DEPARTMENT_ONLY: Code.DEPARTMENT,
    Place.COUNTRY: Code.COUNTRY,
    Place.TOWN_DIFFERS: Code.DIFFERS,
    Place.DEPARTMENT_DIFFERS: Code.DIFFERS,
    Place.COUNTRY_DIFFERS: Code.DIFFERS,
}.items():
    OF_PLACE[place] = code
