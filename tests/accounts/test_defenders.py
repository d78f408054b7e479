from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reencuentro.accounts import actions
from reencuentro.accounts.errors import AgreementChanged, NotAllowed
from reencuentro.accounts.models import DefenderProfile
from reencuentro.audit.models import Entry
from reencuentro.reference import agreement, travel

from .cast import Cast


def profile(cast: Cast) -> DefenderProfile:
    return DefenderProfile.objects.get(user=cast.defender)


def entries() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("-seq")]


def test_new_departments_begin_with_hours_from_the_base_and_a_new_base_reckons_them_anew(cast: Cast) -> None:
    me = cast.defender
    actions.choose_base(me, "GT.07", by=me)
    actions.choose_departments(me, ["GT.07", "GT.08"], by=me)
    assert profile(cast).departments == {"GT.07": 0.5, "GT.08": travel.start_hours("GT.07", "GT.08")}
    actions.choose_base(me, "GT.08", by=me)
    assert profile(cast).departments == {"GT.07": travel.start_hours("GT.08", "GT.07"), "GT.08": 0.5}


def test_hours_that_a_person_has_said_stay_when_the_base_changes(cast: Cast) -> None:
    me = cast.defender
    actions.choose_base(me, "GT.07", by=me)
    actions.choose_departments(me, ["GT.07", "GT.08"], by=me)
    actions.say_hours(me, {"GT.07": 0.5, "GT.08": 7.5, "GT.01": 3}, by=me)
    assert (profile(cast).departments["GT.08"], profile(cast).hours_said) == (7.5, ["GT.08"])
    actions.choose_base(me, "GT.08", by=me)
    assert profile(cast).departments["GT.08"] == 7.5
    actions.choose_departments(me, ["GT.07"], by=me)
    assert profile(cast).said_by_people() == frozenset()


def test_hours_of_a_profile_from_before_were_all_said_by_people(cast: Cast) -> None:
    DefenderProfile.objects.filter(user=cast.defender).update(hours_said=None)
    row = profile(cast)
    row.departments = {"GT.08": 9}
    row.save()
    assert (row.hours_said, row.base_or_nearest()) == (None, "GT.08")
    actions.choose_base(cast.defender, "GT.07", by=cast.defender)
    assert profile(cast).departments == {"GT.08": 9}


def test_a_language_counts_from_the_level_at_which_an_interview_can_be_held() -> None:
    row = DefenderProfile(
        languages={
            "spa": 3,
            "mam": 1,
            "quc": {"level": 2, "who": "interpreter"},
            "kek": {"level": 1, "who": "self"},
        }
    )
    assert row.spoken() == {"spa", "quc"}
    assert row.tongues()["quc"].who == "interpreter"


def test_what_is_not_said_about_safety_is_taken_unless_it_must_be_asked_first() -> None:
    row = DefenderProfile(willing={"trafficking": False, "red_zone": True})
    assert not row.refuses([])
    assert not row.refuses(["armed_groups", "red_zone"])
    assert row.refuses(["trafficking"]) and row.refuses(["armed_groups", "police_paper"])
    assert not DefenderProfile(willing=["police_paper", "unknown_word"]).refuses(["police_paper"])


def test_days_of_the_week_periods_and_absences_say_when_work_is_taken() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert DefenderProfile().takes_work_on(monday)
    assert not DefenderProfile(weekdays=[1, 2]).takes_work_on(monday)
    assert DefenderProfile(weekdays=[1, 2]).takes_work_on(tuesday)
    later = DefenderProfile(periods=[["2026-11-24", "2026-12-01"]])
    assert (later.takes_work_on(monday), later.takes_work_on(tuesday)) == (False, True)
    assert not DefenderProfile(absences=[["2026-11-23", "2026-11-23"]]).takes_work_on(monday)


def test_a_price_for_this_very_thing_comes_before_one_for_anything() -> None:
    anything, birth = (
        {"kind": kind, "amount": "100", "currency": "GTQ"} for kind in ("", "birth_certificate")
    )
    row = DefenderProfile(fees=[anything, birth])
    assert (row.price("birth_certificate"), row.price("passport")) == (birth, anything)
    assert DefenderProfile().price("passport") is None


def test_a_coordinator_corrects_hours_and_languages_and_nothing_else(cast: Cast) -> None:
    actions.choose_departments(cast.defender, ["GT.07"], by=cast.defender)
    said = {"spa": {"level": 3, "who": "self"}}
    for _again in "ab":
        actions.correct_defender_profile(
            cast.defender, by=cast.coordinator, hours={"GT.07": 4.0}, languages=said
        )
    assert (profile(cast).departments, profile(cast).languages) == ({"GT.07": 4.0}, said)
    assert entries().count("defender_profile_corrected") == 1
    for other in (cast.defender, cast.administrator, cast.advocate):
        with pytest.raises(NotAllowed):
            actions.correct_defender_profile(cast.defender, by=other, hours={}, languages={})


def test_an_applicants_answers_become_the_profile_of_who_is_invited(cast: Cast) -> None:
    actions.prefill_defender_profile(
        cast.defender, by=cast.administrator, base="GT.07", departments=["GT.08"], expertise={"passport": 1}
    )
    row = profile(cast)
    assert (row.base, row.hours_said, row.expertise) == ("GT.07", [], {"passport": 1})
    assert row.departments == {"GT.08": travel.start_hours("GT.07", "GT.08")}
    with pytest.raises(NotAllowed):
        actions.prefill_defender_profile(cast.defender, by=cast.coordinator, base="GT.07", departments=[])
    with pytest.raises(ValidationError):
        actions.prefill_defender_profile(
            cast.defender, by=cast.administrator, base="GT.07", departments=[], paused=True
        )


def test_the_agreement_is_accepted_once_by_the_defender_and_only_as_it_stands_now(cast: Cast) -> None:
    me, version = cast.defender, agreement.current().version
    with pytest.raises(AgreementChanged):
        actions.accept_agreement(me, "2001-01-1", by=me)
    with pytest.raises(NotAllowed):
        actions.accept_agreement(me, version, by=cast.coordinator)
    for _again in "ab":
        actions.accept_agreement(me, version, by=me)
    assert profile(cast).agreed_version == version
    assert entries().count("agreement_accepted") == 1
