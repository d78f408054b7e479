from typing import Any

import pytest
from django.utils import timezone

from reencuentro.accounts.errors import AlreadyKnown
from reencuentro.accounts.models import DefenderProfile, Organisation, Role, User
from reencuentro.audit.models import Entry
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotNow, NotReady
from reencuentro.network.actions import applications
from reencuentro.network.models import Application
from reencuentro.network.queries import applications as queries
from reencuentro.notify.models import Notice
from reencuentro.reference import travel
from tests import cast as the
from tests.cast import Cast

from .again import again


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("seq") if entry.verb.startswith("application")]


def test_an_application_is_sealed_and_waits_for_the_coordination(cast: Cast) -> None:
    made = the.an_application()
    row = again(made)
    assert (row.state, row.country, row.full_name, row.answers) == (
        "applied",
        "HN",
        the.APPLICANT["full_name"],
        the.ANSWERS,
    )
    assert (row.answer_by - timezone.localdate()).days == 14
    assert row.box.kind == "application"
    told = Notice.objects.filter(kind="application_made")
    assert {notice.to for notice in told} == {cast.coordinator, cast.other_coordinator}
    entry = Entry.objects.get(verb="application_made")
    assert (entry.actor, entry.details) == ("somebody", {"country": "HN"})


def test_a_double_click_is_one_application(cast: Cast) -> None:
    one = the.an_application(client_id="6f1c2f3e-5c0d-4d52-8f6a-0d3f8f4f3b11")
    two = the.an_application(client_id="6f1c2f3e-5c0d-4d52-8f6a-0d3f8f4f3b11")
    assert one.pk == two.pk and Application.objects.count() == 1


def test_one_coordinator_takes_it_up_and_another_is_told_that_somebody_was_faster(cast: Cast) -> None:
    made = the.an_application()
    for _again in "ab":
        applications.begin_review(made, by=cast.coordinator)
    with pytest.raises(NotNow):
        applications.begin_review(made, by=cast.other_coordinator)
    assert (again(made).reviewer, verbs().count("application_review_begun")) == (cast.coordinator, 1)


def test_references_are_checked_before_anybody_is_accepted(cast: Cast) -> None:
    made = the.an_application()
    with pytest.raises(Invalid):
        applications.check_references(made, by=cast.coordinator)
    applications.begin_review(made, by=cast.coordinator)
    with pytest.raises(NotReady):
        applications.accept(made, by=cast.coordinator)
    applications.check_references(made, by=cast.coordinator)
    applications.accept(made, by=cast.coordinator)
    row = again(made)
    assert (row.state, row.references_checked_on) == ("agreed_to", timezone.localdate())
    assert [notice.to for notice in Notice.objects.filter(kind="application_accepted")] == [
        cast.administrator
    ]


def test_notes_of_two_coordinators_lose_no_words(cast: Cast) -> None:
    made = the.an_application()
    applications.note(made, "Spoke with the judge.", by=cast.coordinator, version=1)
    with pytest.raises(EditedMeanwhile):
        applications.note(made, "Something else.", by=cast.other_coordinator, version=1)
    assert again(made).notes == "Spoke with the judge."


def test_declining_needs_a_reason_that_stays_here_and_a_mail_becomes_due(cast: Cast) -> None:
    made = the.an_application()
    applications.begin_review(made, by=cast.coordinator)
    with pytest.raises(Invalid):
        applications.decline(made, "  ", by=cast.coordinator)
    applications.decline(made, "The judge advised against it.", by=cast.coordinator)
    row = again(made)
    assert (row.state, row.reason, row.letter) == ("declined", "The judge advised against it.", "due")
    assert row.ended_at is not None
    with pytest.raises(NotNow):
        applications.accept(made, by=cast.coordinator)


@pytest.mark.parametrize("stage", ["applied", "agreed_to"])
def test_an_applicant_may_withdraw_at_any_time_and_gets_no_mail(cast: Cast, stage: str) -> None:
    made = the.an_application() if stage == "applied" else the.an_agreed_application(cast.coordinator)
    for _again in "ab":
        applications.withdraw(made, by=cast.other_coordinator)
    row = again(made)
    assert (row.state, row.letter, verbs().count("application_withdrawn")) == ("withdrawn", "", 1)


def test_the_invitation_is_the_second_persons_and_fills_the_profile(cast: Cast) -> None:
    made = the.an_agreed_application(cast.coordinator)
    link = applications.invite(made, by=cast.administrator, organisation=cast.defender.organisation)
    row, profile = again(made), DefenderProfile.objects.get(user=link.user)
    assert (row.state, row.person) == ("invited", link.user)
    assert (link.user.email, link.user.full_name) == (the.APPLICANT["email"], the.APPLICANT["full_name"])
    assert (link.user.role, link.user.language) == (Role.DEFENDER, "es")
    assert (profile.base, profile.hours_said, profile.agreed_version) == ("HN.08", [], "")
    assert profile.departments == {"HN.08": 0.5, "HN.02": travel.start_hours("HN.08", "HN.02")}
    assert profile.languages == the.ANSWERS["languages"]
    assert profile.expertise == {"birth_certificate": 1, "locate_person": 1}
    with pytest.raises(NotNow):
        applications.invite(made, by=cast.administrator, organisation=cast.defender.organisation)


@pytest.mark.parametrize(
    ("typed", "name"), [("Bufete Xicohtla", "Bufete Xicohtla"), ("", the.APPLICANT["full_name"])]
)
def test_without_an_organisation_of_ours_one_is_made(cast: Cast, typed: str, name: str) -> None:
    made = the.an_agreed_application(cast.coordinator, organisation=typed)
    link = applications.invite(made, by=cast.administrator)
    house = Organisation.objects.get(memberships__user=link.user)
    assert (house.name, house.kind, house.country) == (name, "defender", "HN")


def test_an_address_that_is_known_is_refused_to_the_administrator_only_and_nothing_changes(
    cast: Cast,
) -> None:
    made = the.an_agreed_application(cast.coordinator, email=cast.stranger.email)
    houses = Organisation.objects.count()
    with pytest.raises(AlreadyKnown):
        applications.invite(made, by=cast.administrator)
    assert (again(made).state, Organisation.objects.count()) == ("agreed_to", houses)


def test_whoever_reviewed_and_became_an_administrator_does_not_invite_alone(cast: Cast) -> None:
    made = the.an_agreed_application(cast.coordinator)
    made.reviewer = cast.administrator
    made.save(update_fields=["reviewer"])
    with pytest.raises(NotAllowed):
        applications.invite(made, by=cast.administrator)


@pytest.mark.parametrize("who", ["advocate", "defender", "administrator", "editor"])
def test_only_coordinators_review(cast: Cast, who: str) -> None:
    made, other = the.an_application(), getattr(cast, who)
    acts: list[Any] = [
        lambda: applications.begin_review(made, by=other),
        lambda: applications.note(made, "x", by=other, version=1),
        lambda: applications.check_references(made, by=other),
        lambda: applications.accept(made, by=other),
        lambda: applications.decline(made, "x", by=other),
        lambda: applications.withdraw(made, by=other),
        lambda: queries.listed(by=other),
        lambda: queries.for_review(made.pk, by=other),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert again(made).state == "applied"


@pytest.mark.parametrize("who", ["advocate", "defender", "coordinator", "editor"])
def test_only_administrators_invite(cast: Cast, who: str) -> None:
    made, other = the.an_agreed_application(cast.other_coordinator), getattr(cast, who)
    for act in (
        lambda: applications.invite(made, by=other),
        lambda: queries.to_invite(by=other),
        lambda: queries.houses_in("HN", by=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert User.objects.by_email(the.APPLICANT["email"]) is None


def test_lists_hold_what_waits_the_oldest_first(cast: Cast) -> None:
    one, two = the.an_application(), the.an_application()
    gone = the.an_application()
    applications.withdraw(gone, by=cast.coordinator)
    assert list(queries.listed(by=cast.coordinator)) == [one, two]
    assert list(queries.listed(by=cast.coordinator, state="withdrawn")) == [gone]
    agreed = the.an_agreed_application(cast.coordinator)
    assert list(queries.to_invite(by=cast.administrator)) == [agreed]
    assert queries.houses_in("HN", by=cast.administrator) == [cast.defender.organisation]
