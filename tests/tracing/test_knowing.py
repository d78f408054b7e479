"""Need to know: a second person decides, every look is written down for both cases, and time takes it back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases
from reencuentro.casework.clockwork import now, telling
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.states import NotNow
from reencuentro.notify.models import Notice
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import knowing
from reencuentro.tracing.errors import NoLivingGrant
from reencuentro.tracing.models import NeedToKnow
from reencuentro.tracing.queries.knowing import living_grant, to_answer

from .families import Family

WHY = "Their names alone do not tell."


def test_granted_both_sides_are_seen_and_the_look_is_written_down_for_both_cases(family: Family) -> None:
    lead = family.lead()
    row = knowing.ask(lead, by=family.cast.coordinator, because=WHY)
    knowing.grant(row, by=family.cast.other_coordinator)
    sides = knowing.look(lead, by=family.cast.coordinator)
    assert sides.ours.names == sides.theirs.names
    looks = Entry.objects.filter(verb="lead.look").order_by("seq")
    assert [(look.about, look.details["case"]) for look in looks] == [
        (f"lead:{lead.pk}", family.case.code),
        (f"lead:{lead.pk}", lead.found.case.code),
    ]
    row.refresh_from_db()
    assert row.looked_at is not None


def test_without_a_grant_nobody_sees_both_sides(family: Family) -> None:
    lead = family.lead()
    with pytest.raises(NoLivingGrant):
        knowing.look(lead, by=family.cast.coordinator)
    row = knowing.ask(lead, by=family.cast.coordinator, because=WHY)
    with pytest.raises(NoLivingGrant):
        knowing.look(lead, by=family.cast.coordinator)
    knowing.grant(row, by=family.cast.other_coordinator)
    with pytest.raises(NoLivingGrant):
        knowing.look(lead, by=family.cast.other_coordinator)  # it is the other one's grant
    assert not Entry.objects.filter(verb="lead.look").exists()


def test_nobody_grants_what_they_asked_for_themselves(family: Family) -> None:
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    with pytest.raises(NotAllowed):
        knowing.grant(row, by=family.cast.coordinator)


@pytest.mark.parametrize("who", ["advocate", "colleague", "defender", "administrator", "editor"])
def test_who_is_neither_coordinator_nor_counsel_of_the_other_case_grants_nothing(
    family: Family, who: str
) -> None:
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    with pytest.raises(NotAllowed):
        knowing.grant(row, by=getattr(family.cast, who))
    assert to_answer(getattr(family.cast, who)) == []


@pytest.mark.parametrize("who", ["other_coordinator", "stranger"])  # `stranger` is counsel of the other case
def test_another_coordinator_or_counsel_of_the_other_case_grants_it_for_a_while(
    family: Family, who: str
) -> None:
    second = getattr(family.cast, who)
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    assert to_answer(second) == [row]
    knowing.grant(row, by=second)
    days = tracing_policy.policy().grant_days
    assert row.answered_at is not None
    assert row.expires_at == row.answered_at + timedelta(days=days)
    assert (row.state, row.answered_by, to_answer(second)) == ("granted", second, [])


def test_a_grant_ends_by_itself_and_may_be_asked_for_again(family: Family) -> None:
    lead = family.lead()
    first = family.granted(lead)
    later = now() + timedelta(days=tracing_policy.policy().grant_days, minutes=1)
    with telling(later):
        assert living_grant(lead, family.cast.coordinator) is None
        with pytest.raises(NoLivingGrant):
            knowing.look(lead, by=family.cast.coordinator)
        second = knowing.ask(lead, by=family.cast.coordinator, because=WHY)
    first.refresh_from_db()
    assert (first.state, second.state, second == first) == ("ended", "asked", False)


def test_asking_again_while_it_waits_or_holds_is_the_first_asking(family: Family) -> None:
    lead, key = family.lead(), uuid4()
    first = knowing.ask(lead, by=family.cast.coordinator, because=WHY, client_id=key)
    assert knowing.ask(lead, by=family.cast.coordinator, because=WHY, client_id=key) == first
    assert knowing.ask(lead, by=family.cast.coordinator, because="Once more.") == first
    knowing.grant(first, by=family.cast.other_coordinator)
    assert knowing.ask(lead, by=family.cast.coordinator, because="Once more.") == first
    assert NeedToKnow.objects.count() == 1


def test_a_refusal_carries_its_reason_and_ends_the_matter(family: Family) -> None:
    lead = family.lead()
    row = knowing.ask(lead, by=family.cast.coordinator, because=WHY)
    with pytest.raises(Invalid):
        knowing.refuse(row, by=family.cast.stranger, because=" ")
    row.refresh_from_db()
    knowing.refuse(row, by=family.cast.stranger, because="The family asked for silence.")
    row.refresh_from_db()
    assert (row.state, row.answer) == ("refused", "The family asked for silence.")
    with pytest.raises(NotNow):
        knowing.grant(row, by=family.cast.other_coordinator)
    assert knowing.ask(lead, by=family.cast.coordinator, because="New facts.") != row


def test_only_who_asked_withdraws(family: Family) -> None:
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    with pytest.raises(NotAllowed):
        knowing.withdraw(row, by=family.cast.other_coordinator)
    knowing.withdraw(row, by=family.cast.coordinator)
    assert row.state == "withdrawn"


def test_coordinators_and_counsel_of_the_other_case_are_told_and_then_whoever_asked(family: Family) -> None:
    cases.take_case(family.case, by=family.cast.coordinator)
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    told = {notice.to for notice in Notice.objects.filter(kind="know_asked")}
    assert told == {family.cast.other_coordinator, family.cast.stranger}
    knowing.grant(row, by=family.cast.stranger)
    answer = Notice.objects.get(kind="know_answered")
    assert (answer.to, answer.case_code) == (family.cast.coordinator, family.case.code)


def test_no_notice_to_the_other_side_names_the_case_that_asks(family: Family) -> None:
    knowing.ask(family.lead(), by=family.cast.coordinator, because=WHY)
    notice = Notice.objects.get(kind="know_asked", to=family.cast.stranger)
    assert notice.case_code != family.case.code


@pytest.mark.parametrize("who", ["advocate", "stranger", "defender", "administrator", "editor"])
def test_only_coordinators_of_the_case_ask_to_see_more(family: Family, who: str) -> None:
    with pytest.raises(NotAllowed):
        knowing.ask(family.lead(), by=getattr(family.cast, who), because=WHY)
