"""Every field of every record compared with the person asked for, as log-odds that add up."""

from dataclasses import dataclass

import numpy as np

from . import births, contacts, named, parents, places
from .arrays import Floats, Small
from .codes import OF_BIRTH, OF_PLACE
from .columns import Columns
from .model import SIBLINGS_SHARE
from .question import Question

FIELDS = ("given", "surnames", "birth", "sex", "place", "mother", "father", "phone", "number", "extra")
BIRTH = FIELDS.index("birth")


@dataclass(frozen=True)
class Scored:
    """fields x records, in the order of FIELDS.

    same      log of how much likelier what the field shows is for the same person than for a stranger
    kin       the same for a brother or sister of the person
    codes     how far the field agrees (codes.Code)
    """

    same: Floats
    kin: Floats
    codes: Small

    def take(self, rows: np.ndarray) -> "Scored":
        """The same of some of the records."""
        return Scored(self.same[:, rows], self.kin[:, rows], self.codes[:, rows])


def score(question: Question, records: Columns, closeness: Small | None = None) -> Scored:
    """Compare. ``closeness``: of the question's words to the words of the records, where it is known already."""
    if closeness is None:
        closeness = question.closeness(records.words)
    names = named.compare(question, records, closeness)
    birth = births.compare(question.columns, records)
    place = places.compare(question.features, records)
    compared = (
        (names.given, names.given_code),
        (names.surnames, names.surnames_code),
        (births.worth_of(question.birth, birth, records), OF_BIRTH[birth]),
        contacts.sex(question, records, names.given),
        (question.place[place], OF_PLACE[place]),
        parents.compare("mother", question, records, closeness, names),
        parents.compare("father", question, records, closeness, names),
        contacts.phone(question, records),
        contacts.numbers(question, records),
        contacts.others(question, records),
    )
    same = np.stack([worth for worth, _ in compared]).astype(np.float32)
    kin = _kin(same)
    kin[BIRTH] = births.worth_of(births.siblings(question.birth), birth, records)
    return Scored(same, kin, np.stack([code for _, code in compared]))


def _kin(same: Floats) -> Floats:
    """What a sibling would show: what the person would, where they share it, else what a stranger would."""
    share = np.array([[SIBLINGS_SHARE[field]] for field in FIELDS])
    return np.asarray(np.log(share * np.exp(same.astype(np.float64)) + 1 - share), dtype=np.float32)
