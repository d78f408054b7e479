from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from reencuentro.casework import clockwork
from reencuentro.demo.timeline import Days, OutOfTime, tell
from reencuentro.engines.partial_date import PartialDate

NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)  # noon in New York
DAYS = Days(NOON)


def _story(name: str, told: list[str], *ago: int) -> Iterator[datetime]:
    for days in ago:
        yield DAYS.ago(days)
        told.append(f"{name} {clockwork.today()}")


def test_two_stories_are_told_in_the_order_of_their_days() -> None:
    told: list[str] = []
    tell([_story("a", told, 9, 2), _story("b", told, 5, 1)], DAYS, lambda at: None)
    assert told == ["a 2026-02-20", "b 2026-02-24", "a 2026-02-27", "b 2026-02-28"]


def test_the_moment_is_over_once_the_story_has_paused() -> None:
    tell([_story("a", [], 9)], DAYS, lambda at: None)
    assert clockwork.now() > NOON


def test_each_moment_that_is_reached_is_told_to_the_listener() -> None:
    reached: list[datetime] = []
    tell([_story("a", [], 3, 3, 1)], DAYS, reached.append)
    assert reached == [DAYS.ago(3), DAYS.ago(3), DAYS.ago(1)]


def test_a_story_that_goes_back_in_time_is_refused() -> None:
    with pytest.raises(OutOfTime):
        tell([_story("a", [], 3, 4)], DAYS, lambda at: None)


def test_a_story_that_goes_beyond_the_present_is_refused() -> None:
    def story() -> Iterator[datetime]:
        yield DAYS.ago(1)
        yield NOON + timedelta(minutes=1)

    with pytest.raises(OutOfTime):
        tell([story()], DAYS, lambda at: None)


def test_an_hour_of_today_that_has_not_come_yet_is_now() -> None:
    assert DAYS.ago(0, 23) == NOON
    assert DAYS.ago(1, 10.5) == datetime(2026, 2, 28, 15, 30, tzinfo=UTC)


def test_a_birth_date_gives_exactly_the_age_that_was_asked_for() -> None:
    assert DAYS.born(12) == PartialDate(2014, 3, 1)
    assert DAYS.born(12, 1) == PartialDate(2014, 2, 28)
    assert DAYS.born(12, 140).age_on(DAYS.today) == (12, 12)
    assert Days(datetime(2028, 2, 29, 17, tzinfo=UTC)).born(2) == PartialDate(2026, 2, 28)


def test_a_grown_person_has_about_the_age_that_was_asked_for() -> None:
    assert str(DAYS.about(34)) == "1992~"
