"""Judgements stay, need a look at both sides, and two different people confirm where a release depends on it."""

from uuid import uuid4

import pytest

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import people
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import judging, requests, searching
from reencuentro.tracing.errors import LookFirst
from reencuentro.tracing.models import Judgement, Lead

from .families import Family

WHY = "Same village, same scar on the hand."


def say(family: Family, lead: Lead, verdict: str, who: str = "coordinator") -> tuple[str, str]:
    """States of the lead and of its search after this person's word."""
    person = getattr(family.cast, who)
    if verdict in judging.LINKS and not lead.grants.filter(asked_by=person).exists():
        family.granted(lead, person)
    judging.judge(Lead.objects.get(pk=lead.pk), verdict, by=person, because=WHY)
    lead.refresh_from_db()
    assert lead.request is not None
    lead.request.refresh_from_db()
    return lead.state, lead.request.state


def test_two_different_people_confirm_where_a_release_depends_on_it(family: Family) -> None:
    lead = family.lead(release_depends=True)
    assert say(family, lead, "same") == ("likely", "found")
    assert say(family, lead, "same") == ("likely", "found")  # the same person again is still one person
    assert say(family, lead, "same", "other_coordinator") == ("confirmed", "confirmed")


def test_one_person_is_enough_where_no_release_depends_on_it(family: Family) -> None:
    assert say(family, family.lead(release_depends=False), "same") == ("confirmed", "confirmed")


def test_the_newest_word_decides_and_both_stay(family: Family) -> None:
    lead = family.lead()
    say(family, lead, "same")
    assert say(family, lead, "not_same", "other_coordinator") == ("rejected", "open")
    assert say(family, lead, "same") == ("likely", "found")  # the other one still says no
    assert say(family, lead, "same", "other_coordinator") == ("confirmed", "confirmed")
    assert list(lead.judgements.values_list("verdict", flat=True)) == ["same", "not_same", "same", "same"]


def test_doubt_takes_a_confirmation_back(family: Family) -> None:
    lead = family.lead(release_depends=False)
    say(family, lead, "same")
    assert say(family, lead, "unsure", "other_coordinator") == ("unsure", "leads")


def test_a_sister_found_while_looking_for_the_person_is_no_answer_but_goes_to_counsel(family: Family) -> None:
    assert say(family, family.lead(), "sibling") == ("related", "open")


@pytest.mark.parametrize("verdict", ["same", "sibling"])
def test_whoever_ties_two_families_has_seen_both_sides(family: Family, verdict: str) -> None:
    lead = family.lead()
    with pytest.raises(LookFirst):
        judging.judge(lead, verdict, by=family.cast.coordinator, because=WHY)
    family.granted(lead, family.cast.other_coordinator)
    with pytest.raises(LookFirst):
        judging.judge(lead, verdict, by=family.cast.coordinator, because=WHY)
    assert Judgement.objects.count() == 0


@pytest.mark.parametrize("verdict", ["not_same", "unsure"])
def test_the_least_is_enough_to_say_no(family: Family, verdict: str) -> None:
    assert judging.judge(family.lead(), verdict, by=family.cast.coordinator, because=WHY).verdict == verdict


@pytest.mark.parametrize(
    ("verdict", "because", "field"), [("perhaps", WHY, "verdict"), ("unsure", " ", "because")]
)
def test_what_is_missing_is_named_at_its_field(
    family: Family, verdict: str, because: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        judging.judge(family.lead(), verdict, by=family.cast.coordinator, because=because)
    assert refused.value.field == field


@pytest.mark.parametrize("who", ["advocate", "colleague", "stranger", "defender", "administrator", "editor"])
def test_only_coordinators_of_the_case_judge(family: Family, who: str) -> None:
    with pytest.raises(NotAllowed):
        judging.judge(family.lead(), "unsure", by=getattr(family.cast, who), because=WHY)


def test_a_double_click_is_one_judgement(family: Family) -> None:
    lead, key = family.lead(), uuid4()
    for _ in range(2):
        judging.judge(lead, "unsure", by=family.cast.coordinator, because=WHY, client_id=key)
    assert (Judgement.objects.count(), Entry.objects.filter(verb="lead.judge").count()) == (1, 1)


def test_nobody_judges_for_a_search_that_is_closed(family: Family) -> None:
    lead = family.lead()
    assert lead.request is not None
    requests.close(lead.request, by=family.cast.advocate, because="A mistake.")
    with pytest.raises(NotReady):
        judging.judge(lead, "unsure", by=family.cast.coordinator, because=WHY)


def test_words_about_old_facts_count_no_more_when_the_lead_comes_back(family: Family) -> None:
    lead = family.lead()
    say(family, lead, "not_same", "other_coordinator")
    people.add_name(lead.found, by=family.cast.stranger, given="Wences", surname1="Quetzalteco")
    assert lead.request is not None
    searching.search(lead.request, by=family.cast.coordinator)
    assert say(family, lead, "same") == ("likely", "found")
    assert say(family, lead, "same", "other_coordinator") == ("confirmed", "confirmed")


def test_the_ledger_keeps_the_verdict_and_the_other_coordinator_is_told(family: Family) -> None:
    lead = family.lead()
    judging.judge(lead, "unsure", by=family.cast.coordinator, because=WHY)
    entry = Entry.objects.get(verb="lead.judge")
    assert (entry.about, entry.details) == (
        f"lead:{lead.pk}",
        {"case": family.case.code, "verdict": "unsure", "state": "unsure"},
    )
    assert [notice.to for notice in Notice.objects.filter(kind="tracing_judged")] == [
        family.cast.other_coordinator
    ]


def test_confirmed_they_may_be_in_contact_again(family: Family) -> None:
    lead = family.lead(release_depends=False)
    say(family, lead, "same")
    assert lead.request is not None
    requests.reunite(lead.request, by=family.cast.advocate)
    assert lead.request.state == "reunited"
