from collections import Counter
from datetime import timedelta

import pytest

from reencuentro.engines.matching import Policy
from reencuentro.engines.simulation import Joint, Proposal, Suggested, invented_world, run

from .worlds import MONDAY, arrival, defender, first_fit, happened, world


def test_one_slot_a_week_serves_one_request_and_the_next_week_the_other():
    done = run(world([arrival("r1"), arrival("r2", 1)], [defender()]), first_fit)
    assert happened(done) == [("r1", "d1", 0, True), ("r2", "d1", 7, True)]


def test_slots_of_a_quiet_week_are_gone():
    late = [arrival(f"r{number}", 7) for number in range(3)]
    done = run(world(late, [defender()]), first_fit)
    assert happened(done) == [("r0", "d1", 7, True)]


def test_a_decline_costs_a_day_and_gives_the_slot_back():
    done = run(
        world([arrival("r1"), arrival("r2")], [defender("d1"), defender("d2")], no={("r1", "d1")}), first_fit
    )
    assert happened(done) == [
        ("r1", "d1", 0, False),
        ("r2", "d2", 0, True),
        ("r1", "d2", 7, True),
    ]
    alone = run(world([arrival("r1")], [defender("d1"), defender("d2")], no={("r1", "d1")}), first_fit)
    assert happened(alone) == [("r1", "d1", 0, False), ("r1", "d2", 1, True)]


def test_the_slot_of_a_decline_can_be_used_again_the_next_morning_but_not_the_next_week():
    requests = [arrival("r1"), arrival("r2", 1)]
    done = run(world(requests, [defender()], no={("r1", "d1")}), first_fit)
    assert happened(done) == [("r1", "d1", 0, False), ("r2", "d1", 1, True)]
    sunday = [arrival("r1", 6), arrival("r2", 7), arrival("r3", 7)]
    done = run(world(sunday, [defender()], no={("r1", "d1")}), first_fit)
    assert happened(done) == [("r1", "d1", 6, False), ("r2", "d1", 7, True)]


def test_nobody_is_asked_twice_for_the_same_request():
    done = run(world([arrival()], [defender()], no={("r1", "d1")}), first_fit)
    assert happened(done) == [("r1", "d1", 0, False)]


def test_a_request_that_lapses_is_withdrawn():
    busy = arrival("r1"), arrival("r2", lapses=7)
    assert happened(run(world(busy, [defender()]), first_fit)) == [("r1", "d1", 0, True)]


def test_the_answer_to_the_last_offer_is_still_heard():
    done = run(world([arrival(day=13)], [defender()]), first_fit)
    assert happened(done) == [("r1", "d1", 13, True)]


@pytest.mark.parametrize(
    ("request_", "defender_"),
    [
        ({"needs_woman": True}, {}),
        ({"languages": {"mam": "required"}}, {}),
        ({"exclude_departments": {"GT.08"}}, {}),
        ({"blocked": {"d1"}}, {}),
        ({}, {"country": "MX"}),
        ({}, {"territory": {"GT.13": 1.0}}),
        ({}, {"windows": ((MONDAY - timedelta(days=9), MONDAY - timedelta(days=1)),)}),
    ],
)
def test_a_proposal_against_a_hard_rule_is_counted_and_not_carried_out(request_, defender_):
    done = run(world([arrival(**request_)], [defender(**defender_)], days=3), first_fit)
    assert (happened(done), done.violations) == ([], 3)
    assert happened(run(world([arrival()], [defender()]), first_fit)) == [("r1", "d1", 0, True)]


def test_an_unknown_id_and_a_slot_too_many_are_violations():
    def nonsense(day):
        both = [(one.id, "d1") for one in day.requests]
        return Proposal([("nobody", "d1"), ("r1", "nobody"), *both])

    done = run(world([arrival("r1"), arrival("r2")], [defender()], days=1), nonsense)
    assert (happened(done), done.violations) == ([("r1", "d1", 0, True)], 3)


def test_a_policy_sees_the_use_and_the_answers_so_far_and_never_the_truth():
    seen = []

    def watch(day):
        one = day.defenders[0]
        seen.append((one.slots_left, one.use, one.acceptance))
        return first_fit(day)

    requests = [arrival("r1"), arrival("r2", 1)]
    run(world(requests, [defender(week_capacity=2)], days=8, no={("r2", "d1")}), watch)
    assert [seen[day] for day in (0, 1, 2, 7)] == [
        (2, 0.0, (1.0, 1.0)),
        (1, 0.125, (2.0, 1.0)),
        (1, 0.125, (2.0, 2.0)),
        (2, 0.125, (2.0, 2.0)),
    ]


def test_an_alarm_that_was_needed_and_not_raised_is_a_miss():
    requests = [arrival("old"), arrival("tight", 8, deadline=5), arrival("fine", 8, deadline=30)]
    silent = run(
        world(requests, [defender(slots_left=0, week_capacity=0)], days=10),
        lambda _: Proposal([], frozenset()),
    )
    assert (silent.needed, silent.missed) == (2 * 2, 2 * 2)
    ours = run(silent.world, Suggested(Policy()))
    assert (ours.needed, ours.missed) == (4, 0)


def test_no_slot_is_used_twice_and_no_request_accepted_twice():
    big = invented_world(load=1.1, seed=7, days=35)
    done = run(big, Joint(Policy()))
    slots = Counter((one.column, one.day // 7) for one in done.accepted)
    assert all(used <= big.defenders[column].week_capacity for (column, _), used in slots.items())
    assert max(Counter(one.row for one in done.accepted).values()) == 1
    assert all(big.able[one.row, one.column] and big.present[one.column, one.day] for one in done.asked)
    assert len({(one.row, one.column) for one in done.asked}) == len(done.asked)
    assert done.violations == 0


def test_the_same_seed_plays_the_same():
    one, other = (run(invented_world(load=0.9, seed=3, days=8), Joint(Policy(futures=2))) for _ in range(2))
    assert one.asked == other.asked
    different = run(invented_world(load=0.9, seed=4, days=8), Joint(Policy(futures=2)))
    assert different.asked != one.asked
