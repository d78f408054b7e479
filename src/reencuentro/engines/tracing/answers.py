"""From scores to probabilities: what else could explain the likeness, and who else could be meant.

Either one record is that of the person asked for, or none is. In each of these worlds any record may by chance be of a
brother or sister. Divided by what all worlds have in common, they weigh

    record c is the person's      exp(same of c) / (1 + SIBLINGS / records x exp(kin of c))
    nobody's record is            ABSENT x records

where `same` and `kin` compare with a stranger (scoring.Scored). A record's probability is the share of the worlds in
which it is the person's. When two records are the same person's, each gains from the other's world: a duplicate in the
base costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Columns
from .evidence import reasons
from .features import Features
from .question import Question
from .scoring import Scored, score
from .statistics import Statistics
from .types import Match, Sought

SIBLINGS = 0.4  # in the base, of somebody asked for
ABSENT = 1.3  # how many times likelier it is that the person is not in the base than that they are
COMPARED = 20  # the best, compared with each other
DOUBTFUL = 0.01  # a record that may be the person's with this probability is compared with the others
MOST_DOUBTFUL = 4
UNLIKELY = -6.0  # log-odds of a record that is not worth comparing
MOST = 1 - 1e-9  # nobody is surer than this
DOUBLES = 0.03  # records that have a duplicate in the base
RELATED = 0.05  # of the records that look like a relative's, those that are not
# A smaller base is taken for one of this size: the fewer records there are, the likelier it is that the person has
# none, and the less is known of how rare a name is. Of relatives: where all are few, sharing a country is no kinship.
FEWEST = 300
FEWEST_RELATED = 1000
LOG10 = float(np.log(10))

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Odds:
    """Natural logarithms, one for each record: for what is sought against a chance likeness."""

    odds: Doubles
    explained: Doubles


def odds(scored: Scored, records: int, sought: Sought) -> Odds:
    """What each record's likeness says, less what else would explain it, less the number of records it could be."""
    same = scored.same.sum(axis=0, dtype=np.float64)
    kin = scored.kin.sum(axis=0, dtype=np.float64)
    base = np.log(max(records, FEWEST))
    related = np.log(max(records, FEWEST_RELATED)) + np.log(RELATED)
    if sought == "sibling":
        explained = np.logaddexp(0, same - base)
        return Odds(kin - explained - related, explained)
    if sought == "children":
        return Odds(same - related, np.zeros_like(same))
    explained = np.logaddexp(0, kin + np.log(SIBLINGS) - base)
    absent = np.log(1 / DOUBLES) if sought == "duplicate" else np.log(ABSENT)
    return Odds(same - explained - base - absent, explained)


def answer(
    question: Question, records: Columns, scored: Scored, refs: Sequence[int], sought: Sought, limit: int
) -> tuple[Match, ...]:
    """The best records with their probabilities, best first, equal ones by ref.

    ``records``, ``scored`` and ``refs`` run over the same candidates.
    """
    found = odds(scored, question.statistics.records["all"], sought)
    order = np.lexsort((np.asarray(refs), -found.odds))[:limit]
    probability = np.exp(found.odds - np.logaddexp(0, found.odds))
    if sought == "person":
        probability[order] = _shared(question, records.take(order), found.odds[order])
    order = np.array(
        sorted(order, key=lambda row: (-probability[row], -found.odds[row], refs[row])), dtype=np.intp
    )
    shown = scored.kin if sought == "sibling" else scored.same
    return tuple(
        Match(
            int(refs[row]),
            float(probability[row]),
            float(found.odds[row] / LOG10),
            reasons(shown, scored.codes, found.explained, row),
        )
        for row in order
    )


def _shared(question: Question, records: Columns, odds_: Doubles) -> Doubles:
    """The probability of each record, best first, when all worlds share what can be believed."""
    worlds = np.exp(odds_ - np.logaddexp.reduce(np.append(odds_, 0.0)))
    found = worlds.copy()
    likely = np.flatnonzero(odds_[:COMPARED] > UNLIKELY)
    if len(likely) > 1:
        among = Columns.of([records.features(int(row)) for row in likely])
        for place, row in enumerate(likely[:MOST_DOUBTFUL]):
            if worlds[row] >= DOUBTFUL:
                double = _doubles(question, among, place)
                double[place] = 0.0
                found[likely] += worlds[row] * double
    return np.asarray(np.minimum(found, MOST))


def _doubles(question: Question, records: Columns, row: int) -> Doubles:
    """How probably each record is of the same person as the one in ``row``."""
    asked = Question.of(records.features(row), question.statistics)
    found = odds(score(asked, records), question.statistics.records["all"], "duplicate").odds
    return np.asarray(np.exp(found - np.logaddexp(0, found)))


def answer_among(
    asked: Features,
    cards: Sequence[tuple[int, Features]],
    statistics: Statistics,
    *,
    sought: Sought,
    limit: int,
) -> tuple[Match, ...]:
    """The same for candidates that somebody else found, each with its small number."""
    if not cards or not asked.enough_for(sought):
        return ()
    question = Question.of(asked, statistics)
    records = Columns.of([card for _, card in cards])
    return answer(question, records, score(question, records), [ref for ref, _ in cards], sought, limit)
