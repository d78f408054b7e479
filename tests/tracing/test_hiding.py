"""Whoever may not be traced: results are to the byte those of a world in which they were never entered."""

from collections.abc import Callable

import pytest
from django.db import transaction

from reencuentro.audit.models import Entry
from reencuentro.cardindex.models import Card
from reencuentro.casework.actions import people
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import Event, FamilyTie, Person, PersonName
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.tracing.actions import hiding, judging, knowing, looking, searching
from reencuentro.tracing.errors import NoLivingGrant
from reencuentro.tracing.models import Lead, LeadEvidence, TracingRequest
from reencuentro.tracing.queries import leads, requests
from reencuentro.tracing.queries.finding_people import that_fit
from tests.cast import Cast
from tests.tracing.two_cases import FATHER, TwoCases, two_cases

BECAUSE = "She fled from the man who asks."


def hide(two: TwoCases, cast: Cast) -> None:
    hiding.hide(two.found, by=cast.stranger, because=BECAUSE)
    two.lead.refresh_from_db()
    two.request.refresh_from_db()


def test_a_lead_that_nobody_confirmed_vanishes_and_the_search_forgets_it(cast: Cast) -> None:
    two = two_cases(cast)
    assert [row.lead for row in leads.leads_of_request(cast.coordinator, two.request)] == [two.lead]
    hide(two, cast)
    assert leads.leads_of_request(cast.coordinator, two.request) == []
    assert (two.request.state, [row.waiting for row in requests.of(cast.coordinator)]) == ("open", [0])


def test_what_somebody_was_allowed_to_see_of_them_ends_at_once(cast: Cast) -> None:
    two = two_cases(cast)
    grant = knowing.ask(two.lead, by=cast.coordinator, because="To compare.")
    knowing.grant(grant, by=cast.other_coordinator)
    knowing.look(two.lead, by=cast.coordinator)
    hide(two, cast)
    grant.refresh_from_db()
    assert grant.state == "ended"
    with pytest.raises(NoLivingGrant):
        knowing.look(two.lead, by=cast.coordinator)


def test_a_search_finds_nobody_although_somebody_fits(cast: Cast) -> None:
    two = two_cases(cast)
    assert two.found.pk in {hit.person for hit in that_fit(two.person, "person")}
    hide(two, cast)
    assert searching.search(two.request, by=cast.coordinator) == 0
    assert leads.leads_of_request(cast.coordinator, two.request) == []
    assert two.found.pk not in {hit.person for hit in that_fit(two.person, "person")}


def test_a_lead_that_was_confirmed_stays_for_counsel_to_decide(cast: Cast) -> None:
    two = two_cases(cast)
    for coordinator in (cast.coordinator, cast.other_coordinator):
        if coordinator == cast.other_coordinator:
            two.lead.case.casemember_set.create(
                case=two.here,
                user=coordinator,
                part="coordinator",
                granted_by=coordinator,
                since=two.lead.seen_at,
            )
        grant = knowing.ask(two.lead, by=coordinator, because="To compare.")
        knowing.grant(
            grant, by=cast.coordinator if coordinator != cast.coordinator else cast.other_coordinator
        )
        knowing.look(two.lead, by=coordinator)
        judging.judge(two.lead, "same", by=coordinator, because="The scar.")
    hide(two, cast)
    assert (two.lead.state, two.lead.hidden) == ("confirmed", False)


def test_what_their_own_case_looks_for_goes_on(cast: Cast) -> None:
    two = two_cases(cast)
    hiding.hide(two.person, by=cast.advocate, because=BECAUSE)
    assert [row.lead for row in leads.leads_of_request(cast.coordinator, two.request)] == [two.lead]
    assert searching.search(two.request, by=cast.coordinator) == 0
    assert two.found.pk in {hit.person for hit in that_fit(two.person, "person")}


def test_lifting_the_mark_brings_the_leads_back_as_they_were(cast: Cast) -> None:
    two = two_cases(cast)
    hide(two, cast)
    hiding.show_again(two.found, by=cast.stranger, because="He was arrested.")
    two.request.refresh_from_db()
    assert [row.lead for row in leads.leads_of_request(cast.coordinator, two.request)] == [two.lead]
    assert two.request.state == "leads"
    assert Person.objects.get(pk=two.found.pk).do_not_trace == ""


def test_a_reason_is_needed_both_ways_and_never_reaches_the_ledger(cast: Cast) -> None:
    two = two_cases(cast)
    with pytest.raises(Invalid):
        hiding.hide(two.found, by=cast.stranger, because=" ")
    hide(two, cast)
    with pytest.raises(Invalid):
        hiding.show_again(two.found, by=cast.stranger, because="")
    hiding.show_again(two.found, by=cast.stranger, because="He was arrested.")
    entries = Entry.objects.filter(verb__in=("tracing.hide", "tracing.show_again")).order_by("seq")
    assert [(one.verb, one.details) for one in entries] == [
        ("tracing.hide", {"case": two.there.code}),
        ("tracing.show_again", {"case": two.there.code}),
    ]
    seen = Event.objects.filter(verb__startswith="tracing.").values_list("seen_by", flat=True)
    assert set(seen) == {"legal"}


def test_hiding_twice_keeps_the_newer_reason(cast: Cast) -> None:
    two = two_cases(cast)
    hide(two, cast)
    hiding.hide(two.found, by=cast.other_coordinator, because="And her sister too.")
    assert Person.objects.get(pk=two.found.pk).do_not_trace == "And her sister too."


def test_nobody_else_can_mark_a_person(cast: Cast) -> None:
    two = two_cases(cast)
    for user in (cast.advocate, cast.coordinator, cast.child_advocate, cast.defender, cast.administrator):
        with pytest.raises(NotAllowed):
            hiding.hide(two.found, by=user, because=BECAUSE)


def never_entered(two: TwoCases) -> None:
    """A world without this person: no name, no card, no lead."""
    LeadEvidence.objects.all().delete()
    Lead.objects.all().delete()
    FamilyTie.objects.filter(elder=two.found).delete()
    PersonName.objects.filter(person=two.found).delete()
    Card.objects.filter(person=two.found.pk).delete()
    Person.objects.filter(pk=two.found.pk).delete()


def answers(two: TwoCases, cast: Cast) -> str:
    """All that anybody can learn of a person of another office, once more asked for and once more counted."""
    asked = Description(names=(Written(FATHER["given"], f"{FATHER['surname1']} {FATHER['surname2']}"),))
    fits = [(hit.person, hit.match.probability, hit.match.evidence) for hit in that_fit(two.person, "person")]
    seen = (
        fits,
        that_fit(two.person, "sibling"),
        looking.look(asked, by=cast.coordinator, because="A call."),
        searching.search(TracingRequest.objects.get(), by=cast.coordinator),
        [(row.office, row.probability) for row in leads.leads_of_request(cast.coordinator, two.request)],
        [(row.state, row.waiting) for row in requests.of(cast.coordinator)],
        list(
            Entry.objects.filter(verb__in=("tracing.search", "tracing.look")).values_list(
                "details", flat=True
            )
        ),
    )
    return repr(seen)


def answered(two: TwoCases, cast: Cast, world: Callable[[], object]) -> str:
    """What comes back in a world that is taken back again."""
    with transaction.atomic():
        world()
        TracingRequest.objects.update(state="open")
        for lead in Lead.objects.filter(hidden=False):
            lead.state = "open"
            lead.save(update_fields=["state"])
        said = answers(two, cast)
        transaction.set_rollback(True)
    return said


def test_with_a_hidden_person_and_without_them_every_answer_is_the_same_bytes(cast: Cast) -> None:
    two = two_cases(cast)
    people.add_person(
        two.there, by=cast.stranger, given="Crisanto", surname1="Xolotzul"
    )  # somebody else who may fit
    shown = answered(two, cast, lambda: None)
    hidden = answered(two, cast, lambda: hiding.hide(two.found, by=cast.stranger, because=BECAUSE))
    absent = answered(two, cast, lambda: never_entered(two))
    assert shown != absent  # there is something to hide
    assert hidden.encode() == absent.encode()
