from datetime import date, timedelta

import pytest
from django.utils import timezone

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import DefenderProfile
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import handover, offers
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.queries.askable import Record
from reencuentro.network.actions import people as actions
from reencuentro.network.queries import people
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast

TODAY = timezone.localdate


def listed(cast: Cast, **more: str) -> list[DefenderProfile]:
    return list(people.defenders(TODAY(), by=cast.coordinator, **more))


def test_the_list_holds_everybody_who_has_joined_with_what_they_have_in_hand(cast: Cast) -> None:
    the.assigned(cast)
    the.offered(cast)
    found = {profile.user: profile for profile in listed(cast)}
    mine = found[cast.defender]
    assert set(found) == {cast.defender, cast.other_defender}
    assert (mine.open_work, mine.begun, mine.waiting) == (1, 1, 1)  # type: ignore[attr-defined]
    other = found[cast.other_defender]
    assert (other.open_work, other.begun, other.waiting) == (0, 0, 0)  # type: ignore[attr-defined]
    assert listed(cast, country="MX") == []


def test_whoever_has_left_or_not_joined_yet_is_not_in_the_list(cast: Cast) -> None:
    handover.leave(cast.other_defender, by=cast.administrator)
    assert cast.defender.organisation is not None
    accounts.invite(
        by=cast.administrator,
        organisation=cast.defender.organisation,
        role="defender",
        email="new@example.org",
    )
    assert [profile.user for profile in listed(cast)] == [cast.defender]
    assert people.defender(cast.other_defender.pk, TODAY(), by=cast.coordinator) is None


def test_how_somebody_stands_on_a_day() -> None:
    day = date(2026, 11, 25)
    away = DefenderProfile(absences=[["2026-11-20", "2026-11-30"]])
    assert people.standing(DefenderProfile(), day) == "takes"
    assert people.standing(DefenderProfile(paused=True), day) == "paused"
    assert people.standing(DefenderProfile(weekly_capacity=0), day) == "paused"
    assert people.standing(away, day) == "away"
    rows = [DefenderProfile(languages={"mam": 3}), away]
    assert people.narrowed(rows, day, language="mam") == rows[:1]
    assert people.narrowed(rows, day, wanted="away") == rows[1:]
    assert people.narrowed(rows, day, language="mam", wanted="away") == []


def test_counts_of_work_say_how_much_and_never_why(cast: Cast) -> None:
    the.assigned(cast)
    offers.decline(the.offered(cast), "not_safe", by=cast.defender, note="The uncle is near.")
    work = people.work_of(cast.defender, TODAY(), by=cast.coordinator)
    assert (work.in_hand, work.done, work.record) == (1, 0, Record(accepted=1))
    assert work.weeks[0] == (people.week_of(TODAY()), 1)
    assert [count for _monday, count in work.weeks] == [1, 0, 0, 0]
    assert work.share is None
    assert not hasattr(work, "reasons")


@pytest.mark.parametrize(
    ("refused", "accepted", "share"), [(0, 4, None), (0, 5, 89), (5, 0, 33), (8, 8, 55), (2.5, 2, None)]
)
def test_a_share_is_shown_from_five_answers_and_drawn_towards_the_mean(
    refused: float, accepted: int, share: int | None
) -> None:
    assert people.Work(0, (), 0, Record(accepted, refused)).share == share


def test_a_week_begins_on_monday() -> None:
    assert people.week_of(date(2026, 11, 25)) == people.week_of(date(2026, 11, 29)) == date(2026, 11, 23)


def test_a_correction_is_recorded_and_the_defender_is_told_once(cast: Cast) -> None:
    said = {"spa": {"level": 3, "who": "self"}}
    for changed in (2, 0):
        assert (
            actions.correct(cast.defender, by=cast.coordinator, hours={"HN.02": 3.0}, languages=said)
            == changed
        )
    profile = DefenderProfile.objects.get(user=cast.defender)
    assert (profile.departments, profile.languages) == ({"HN.02": 3.0}, said)
    [notice] = Notice.objects.filter(kind="profile_corrected")
    assert (notice.to, notice.path) == (cast.defender, "/availability/")


@pytest.mark.parametrize("who", ["advocate", "defender", "administrator", "editor"])
def test_only_coordinators_read_and_correct(cast: Cast, who: str) -> None:
    other = getattr(cast, who)
    for act in (
        lambda: people.defenders(TODAY(), by=other),
        lambda: people.work_of(cast.defender, TODAY(), by=other),
        lambda: actions.look_at_network(by=other, found=1),
        lambda: actions.look_at_defender(cast.defender, by=other),
        lambda: actions.correct(cast.defender, by=other, hours={}, languages={}),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_each_look_stands_in_the_ledger(cast: Cast) -> None:
    actions.look_at_network(by=cast.coordinator, found=2)
    actions.look_at_defender(cast.defender, by=cast.coordinator)
    looks = [(one.verb, one.about) for one in Entry.objects.order_by("-seq")[:2]]
    assert looks == [("defender_looked_at", f"user:{cast.defender.pk}"), ("network_listed", "people")]


def test_recent_weeks_reach_back_four(cast: Cast) -> None:
    weeks = people.work_of(cast.defender, TODAY(), by=cast.coordinator).weeks
    assert [monday for monday, _count in weeks] == [
        people.week_of(TODAY()) - timedelta(weeks=number) for number in range(4)
    ]
