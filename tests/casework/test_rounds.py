from datetime import timedelta

import pytest
from django.utils import timezone

from reencuentro.casework.actions import cases, clocks, rounds
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.casework.test_messages_and_consents import consent
from tests.cast import Cast


def reminded(kind: str) -> list[str]:
    return [notice.to.role for notice in Notice.objects.filter(kind=kind).order_by("created")]


@pytest.mark.parametrize(("days", "reminders"), [(30, 0), (14, 1), (8, 1), (7, 1), (2, 1), (0, 1), (-1, 0)])
def test_a_deadline_that_comes_near_is_told_once(cast: Cast, days: int, reminders: int) -> None:
    case = the.a_case(cast, birth_date=None)
    clocks.set_clock(case, "Hearing", timezone.localdate() + timedelta(days=days), by=cast.advocate)
    for _again in "abc":
        rounds.go_round()
    assert reminded("clock_near") == ["advocate"] * reminders


def test_each_reminder_comes_on_its_day_and_a_pause_of_the_worker_skips_to_the_nearest(cast: Cast) -> None:
    case = the.a_case(cast, birth_date=None)
    due = timezone.localdate() + timedelta(days=40)
    clocks.set_clock(case, "Hearing", due, by=cast.advocate)
    counts = []
    for left in (20, 14, 13, 7, 1, 0):
        rounds.remind_of_clocks(due - timedelta(days=left))
        counts.append(Notice.objects.filter(kind="clock_near").count())
    assert counts == [0, 1, 1, 2, 3, 3]


def test_a_birthday_follows_the_alerts_of_its_rule(cast: Cast) -> None:
    case = the.a_case(cast)
    birthday = case.clock_set.get(rule="turn_18").due_on
    rounds.remind_of_clocks(birthday - timedelta(days=366))
    assert reminded("clock_near") == []
    rounds.remind_of_clocks(birthday - timedelta(days=365))
    assert reminded("clock_near") == ["advocate"]


def test_an_ended_case_reminds_nobody(cast: Cast) -> None:
    case = the.a_case(cast, birth_date=None)
    clocks.set_clock(case, "Hearing", timezone.localdate(), by=cast.advocate)
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate())
    rounds.go_round()
    assert reminded("clock_near") == []


def test_a_consent_about_to_expire_is_told_to_the_advocates(cast: Cast) -> None:
    case = the.a_case(cast, birth_date=None)
    cases.take_case(case, by=cast.coordinator)
    consent(cast, case, expires_on=timezone.localdate() + timedelta(days=6))
    rounds.go_round()
    rounds.go_round()
    assert reminded("consent_expiring") == ["advocate"]
