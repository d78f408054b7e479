from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from reencuentro.engines.matching.arrays import GRAIN
from reencuentro.engines.matching.scoring import DELTA, p_on_time, worth
from reencuentro.engines.turnaround import Prior

from .plain import MAM, NOW, REQUEST, TODAY, ask, chosen


def test_the_terms_are_the_formula_and_add_up_to_the_score():
    request = replace(
        REQUEST,
        urgency="high",
        deadline=TODAY + timedelta(days=21),
        languages={"mam": "preferred", "spa": "preferred", "kek": "preferred"},
        received=NOW - timedelta(days=9),
    )
    busy = replace(MAM, use=0.5, territory={"GT.08": 3.0}, acceptance=(3.0, 1.0))
    option = ask([request], [busy, replace(MAM, id="idle", slots_left=0)])[0].chosen
    # Half of all answers arrive within the median: 2 x 0.75 x 0.5; expected days 21 e^0.32 = 28.92.
    assert [(term.code, round(term.points, 6)) for term in option.terms] == [
        ("on_time", 0.75),
        ("speed", 0.262946),
        ("travel", -0.03),
        ("load", -0.075),
        ("may_decline", -0.025),
        ("waiting", 0.07),
        ("language_preferred", 0.02),
        ("language_preferred", 0.02),
    ]
    assert option.score == sum(term.points for term in option.terms)
    assert all(term.points / GRAIN == int(term.points / GRAIN) for term in option.terms)
    assert (option.p_accept, option.eta) == (0.75, (7.5, 21.0, 58.5))


def test_the_facts_are_what_a_sentence_needs():
    deadline = TODAY + timedelta(days=60)
    request = replace(REQUEST, deadline=deadline, languages={"mam": "preferred"})
    option = chosen(
        replace(request, received=NOW - timedelta(days=2)), replace(MAM, territory={"GT.08": 0.5})
    )
    assert {term.code: dict(term.facts) for term in option.terms} == {
        "on_time": {"percent": 91, "deadline": deadline, "urgency": "normal"},
        "speed": {"expected_days": 29},
        "travel": {"hours": 0.5},
        "load": {"own_percent": 0, "mean_percent": 0},
        "may_decline": {"percent": 50},
        "waiting": {"days": 2},
        "language_preferred": {"language": "mam"},
    }


@pytest.mark.parametrize(("days", "percent"), [(1, 1), (3650, 99), (0, None), (-5, None), (None, None)])
def test_a_chance_is_never_told_as_certain(days, percent):
    deadline = None if days is None else TODAY + timedelta(days=days)
    assert dict(chosen(replace(REQUEST, deadline=deadline)).terms[0].facts)["percent"] == percent


def test_without_a_deadline_nothing_is_late_and_on_its_day_everything():
    assert chosen().terms[0].points == 0.75
    assert chosen(replace(REQUEST, deadline=TODAY)).terms[0].points == 0.0


def test_the_load_is_measured_against_the_countrys_mean():
    defenders = [
        replace(MAM, id="a", use=0.9),
        replace(MAM, id="b", use=0.1),
        replace(MAM, country="HN", use=1.0),
    ]
    suggestion = ask(defenders=defenders)[0]
    loads = [suggestion.chosen.terms[3], suggestion.alternatives[0].terms[3]]
    assert [round(term.points, 6) for term in loads] == [0.12, -0.12]


def test_the_chance_of_being_on_time():
    days = np.array([np.inf, 0.0, -2.0, 1.0])
    assert p_on_time(days, np.zeros(4), np.ones(4)).tolist() == [1.0, 0.0, 0.0, 0.5]


def test_what_the_optimum_adds_up_is_the_score_and_never_nothing():
    scores = np.array([2.5, DELTA, 0.0, -1.0, -900.0, 3.0])
    found = worth(scores, np.array([True, True, True, True, True, False]))
    assert found.tolist()[:2] == [2.5, DELTA]
    assert found.tolist()[4:] == [GRAIN, 0.0]
    assert 0 < found[3] < found[2] < DELTA


class OneByOne:
    def predict(self, request, defender):
        return {"near": (1.0, 0.5), "odd": (float("nan"), float("nan"))}.get(defender.id, (2.0, -1.0))


def test_an_estimate_that_only_knows_pairs_is_asked_for_eligible_pairs_and_odd_answers_become_neutral():
    defenders = [replace(MAM, id="near"), replace(MAM, id="odd"), replace(MAM, id="sure")]
    found = ask(defenders=defenders, turnaround=OneByOne())[0]
    assert {o.defender: o.eta[1] for o in (found.chosen, *found.alternatives)} == {
        "near": 2.7,
        "sure": 7.4,
        "odd": 21.0,
    }


def test_an_estimate_is_asked_with_words_even_where_a_kind_is_none():
    prior = Prior({("GT", ""): (None, 30.0)}, 21.0, 0.8)
    assert chosen(replace(REQUEST, kind=None), turnaround=prior).eta[1] == 10.8
    assert chosen(replace(REQUEST, kind=["a"]), turnaround=prior).eta[1] == 21.0
