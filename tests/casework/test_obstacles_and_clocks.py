from datetime import date, timedelta

import pytest
from django.utils import timezone

from reencuentro.casework.actions import clocks, obstacles
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotNow
from reencuentro.casework.models import Clock, Obstacle, ObstacleChange
from tests import cast as the
from tests.cast import Cast


def test_an_obstacle_comes_from_the_vocabulary_and_stands_once(cast: Cast) -> None:
    case = the.a_case(cast)
    with pytest.raises(Invalid):
        obstacles.raise_obstacle(case, "bad_luck", by=cast.advocate)
    first = obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate, note="Since the border.")
    again = obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate)
    assert first.pk == again.pk
    assert Obstacle.objects.count() == 1


def test_the_history_says_what_removed_it(cast: Cast) -> None:
    request = the.a_request(cast)
    obstacle = obstacles.raise_obstacle(request.case, "child_birth_record_missing", by=cast.advocate)
    obstacles.move_obstacle(obstacle, "work_on", by=cast.coordinator)
    obstacles.move_obstacle(obstacle, "remove", by=cast.advocate, because="Copy came.", removed_by=request)
    obstacle.refresh_from_db()
    assert (obstacle.state, obstacle.removed_by) == ("removed", request)
    history = [(change.move, change.state, change.because) for change in ObstacleChange.objects.all()]
    assert history == [
        ("raise", "standing", ""),
        ("work_on", "being_removed", ""),
        ("remove", "removed", "Copy came."),
    ]
    with pytest.raises(NotNow):
        obstacles.move_obstacle(obstacle, "remove", by=cast.advocate)
    obstacles.move_obstacle(obstacle, "stand_again", by=cast.advocate, because="Refused by ORR.")
    assert Obstacle.objects.get().removed_by is None


def test_a_clock_counts_from_its_rule(cast: Cast) -> None:
    case = the.a_case(cast)
    clock = clocks.start_clock(case, "sponsor_assessment", date(2026, 3, 2), by=cast.advocate)
    assert (clock.due_on, clock.set_by_hand, clock.state) == (date(2026, 3, 7), False, "running")
    with pytest.raises(Invalid):
        clocks.start_clock(case, "no_such_clock", date(2026, 3, 2), by=cast.advocate)


def test_a_clock_whose_length_nobody_knows_is_entered_by_hand(cast: Cast) -> None:
    case = the.a_case(cast)
    with pytest.raises(Invalid) as refused:
        clocks.start_clock(case, "denial_appeal_decision", date(2026, 3, 2), by=cast.advocate)
    assert refused.value.field == "rule"
    with pytest.raises(Invalid):
        clocks.set_clock(case, " ", date(2026, 12, 9), by=cast.advocate)
    clock = clocks.set_clock(case, "Court hearing", date(2026, 12, 9), by=cast.advocate)
    assert (clock.set_by_hand, clock.label) == (True, "Court hearing")


def test_a_date_changed_by_hand_carries_its_reason(cast: Cast) -> None:
    case = the.a_case(cast)
    clock = clocks.start_clock(case, "sponsor_assessment", timezone.localdate(), by=cast.advocate)
    day = timezone.localdate() + timedelta(days=9)
    with pytest.raises(Invalid):
        clocks.override_clock(clock, day, by=cast.advocate, because="", version=1)
    clocks.override_clock(clock, day, by=cast.advocate, because="Extended by letter.", version=1)
    with pytest.raises(EditedMeanwhile):
        clocks.override_clock(clock, day + timedelta(days=1), by=cast.advocate, because="Mine.", version=1)
    clocks.stop_clock(clock, "meet", by=cast.advocate)
    with pytest.raises(NotNow):
        clocks.stop_clock(clock, "stop", by=cast.advocate)
    assert Clock.objects.get(rule="sponsor_assessment").state == "met"
