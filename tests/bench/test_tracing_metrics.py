"""Hand-made answers; records 0 and 1 are of one person, 2 of a sibling of theirs, 3 and 4 of others."""

import math

import numpy as np
import pytest
from bench.tracing import metrics
from bench.tracing.metrics import Answer, Truth

BASE = [
    {"rid": 0, "pid": 1, "fid": 1},
    {"rid": 1, "pid": 1, "fid": 1},
    {"rid": 2, "pid": 2, "fid": 1},
    {"rid": 3, "pid": 3, "fid": 2},
    {"rid": 4, "pid": 4, "fid": 3},
]
QUERIES = [
    {"qid": 0, "kind": "self", "pid": 1, "ops": ["typo"]},
    {"qid": 1, "kind": "self", "pid": 2, "ops": ["typo", "drop2"]},
    {"qid": 2, "kind": "self", "pid": 3, "ops": []},
    {"qid": 3, "kind": "none", "pid": None, "ops": []},
    {"qid": 4, "kind": "near", "pid": None, "ops": []},
    {"qid": 5, "kind": "sibling", "pid": 2, "fid": 1, "ops": []},
    {"qid": 6, "kind": "parent", "pid": None, "fid": 1, "ops": []},
    {"qid": 7, "kind": "sibling", "pid": 9, "fid": 3, "ops": []},
    {"qid": 8, "kind": "sibling", "pid": 4, "fid": 3, "ops": []},
]
ANSWERS = {
    0: Answer(1.0, [(1, 0.9), (2, 0.1)]),  # the person's other record counts as right
    1: Answer(2.0, [(0, 0.6), (2, 0.3)]),  # second
    2: Answer(3.0, []),  # nothing found
    3: Answer(4.0, [(4, 0.7)]),  # a stranger taken for somebody
    4: Answer(5.0, [(2, 0.2)]),
    5: Answer(6.0, [(2, 0.9), (1, 0.5)]),
    6: Answer(7.0, [(4, 0.9), (3, 0.1)]),
    7: Answer(8.0, [(4, 0.5)]),
    8: Answer(9.0, []),
}


@pytest.fixture
def truth():
    return Truth(BASE)


@pytest.fixture
def first(truth):
    return metrics.firsts(truth, QUERIES, ANSWERS)


def test_any_record_of_the_person_is_the_right_one(truth):
    assert [truth.rank(query, ANSWERS[query["qid"]]) for query in QUERIES[:3]] == [1, 2, 0]


def test_a_person_is_found_first_or_among_the_first_ten(first):
    assert metrics.person(first) == {
        "r1": pytest.approx(1 / 3),
        "r10": pytest.approx(2 / 3),
        "recall_99": pytest.approx(1 / 3),
        "threshold": 0.9,
        "false_none": 0.0,
        "false_near": 0.0,
    }


def test_the_threshold_is_the_lowest_with_enough_right_answers():
    sure = np.array([0.9] * 99 + [0.8, 0.7, 0.6])
    right = np.array([True] * 99 + [False, True, False])
    assert metrics.threshold(sure, right) == (0.7, 100)
    assert metrics.threshold(sure, right, precision=1.0) == (0.9, 99)


def test_answers_equally_sure_are_kept_or_refused_together():
    assert metrics.threshold(np.array([0.9, 0.9]), np.array([True, False])) == (math.inf, 0)


def test_nothing_found_is_never_accepted():
    assert metrics.threshold(np.array([-1.0]), np.array([True])) == (math.inf, 0)


def test_a_sibling_taken_for_the_person_is_counted(truth):
    answers = {**ANSWERS, 4: Answer(1.0, [(2, 0.95)])}
    first = metrics.firsts(truth, QUERIES, answers)
    assert metrics.person(first)["threshold"] == math.inf
    lower = metrics.firsts(truth, [QUERIES[0]] * 99 + [QUERIES[4]], answers)
    found = metrics.person(lower)
    assert (found["threshold"], found["recall_99"], found["false_near"]) == (0.9, 1.0, 1.0)


def test_relatives_are_found_by_family_and_the_child_itself_does_not_count(truth):
    assert metrics.relatives(truth, QUERIES, ANSWERS, "sibling") == {"n": 2, "r10": 1.0}
    assert metrics.relatives(truth, QUERIES, ANSWERS, "parent") == {"n": 1, "r10": 0.0}


def test_the_childs_own_record_takes_up_no_place(truth):
    ranked = [(2, 1.0), *[(3, 0.9)] * 9, (0, 0.1)]
    answers = {**ANSWERS, 5: Answer(1.0, ranked)}
    assert metrics.relatives(truth, QUERIES[5:6], answers, "sibling")["r10"] == 1.0
    answers[5] = Answer(1.0, [*ranked[:10], (3, 0.5), (0, 0.1)])
    assert metrics.relatives(truth, QUERIES[5:6], answers, "sibling")["r10"] == 0.0


def test_groups_with_too_few_questions_are_not_told(truth):
    many = [dict(QUERIES[1], qid=1)] * 40
    found = metrics.by_group(truth, [*many, QUERIES[0]], ANSWERS, lambda query: query["ops"])
    assert found == {"typo": {"n": 41, "r10": 1.0}, "drop2": {"n": 40, "r10": 1.0}}


def test_reliability_and_brier(first):
    assert metrics.reliability(first) == [
        {"from": 0.2, "n": 1, "said": 0.2, "right": 0.0},
        {"from": 0.6, "n": 2, "said": pytest.approx(0.65), "right": 0.0},
        {"from": 0.8, "n": 1, "said": 0.9, "right": 1.0},
    ]
    assert metrics.brier(first) == pytest.approx((0.1**2 + 0.6**2 + 0 + 0.7**2 + 0.2**2) / 5)


def test_only_bins_with_enough_answers_can_be_wrong():
    bins = [{"n": 30, "said": 0.5, "right": 0.56}, {"n": 29, "said": 0.9, "right": 0.1}]
    assert metrics.worst_bin(bins) == pytest.approx(0.06)


def test_pairs_are_found_from_either_side_without_the_record_itself(truth):
    answers = {20: Answer(1.0, [(0, 1.0), (1, 0.8), (2, 0.3)]), 21: Answer(1.0, [(3, 1.0), (4, 0.2)])}
    found = metrics.pairs(truth, {20: 0, 21: 3}, answers, {(0, 1)})
    assert found == {"n": 1, "recall_99": 1.0, "threshold": 0.8}
    answers[21] = Answer(1.0, [(4, 0.9)])
    assert metrics.pairs(truth, {20: 0, 21: 3}, answers, {(0, 1)})["recall_99"] == 0.0


def test_intervals_hold_what_was_measured(first):
    many = first.take(np.tile(np.arange(5), 60))
    low, high = metrics.intervals(many, resamples=200)["r10"]
    assert low < metrics.person(many)["r10"] < high
    assert high - low < 0.2


def test_times(truth):
    assert metrics.times(QUERIES[:5], ANSWERS) == {"p50_ms": 3.0, "p95_ms": pytest.approx(4.8)}
