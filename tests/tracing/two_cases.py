"""Two offices that do not know of each other: a child who looks for her father, and a record that may be he."""

from dataclasses import dataclass

from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, people
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, Person
from reencuentro.engines.partial_date import PartialDate
from reencuentro.tracing.models import Lead, LeadEvidence, TracingRequest
from tests.cast import Cast

FATHER = {"given": "Crisanto", "surname1": "Xolotzul", "surname2": "Ñamazte"}
EVIDENCE = [["given", "same", 2.0], ["birth", "differs", -0.5], ["phone", "unknown", 0.0]]


@dataclass
class TwoCases:
    here: Case  # of cast.advocate and cast.coordinator, with cast.child_advocate
    there: Case  # of cast.stranger and cast.other_coordinator
    person: Person  # the father as the child describes him
    found: Person  # the same man in the other case
    request: TracingRequest
    lead: Lead


def two_cases(cast: Cast) -> TwoCases:
    here = cases.open_case(by=cast.advocate, given="Yesenia", surname1="Tepaz", country="GT")
    cases.take_case(here, by=cast.coordinator)
    cases.add_member(here, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    there = cases.open_case(by=cast.stranger, given="Wilmer", surname1="Guarcax", country="GT")
    cases.take_case(there, by=cast.other_coordinator)
    person = people.add_person(here, by=cast.advocate, relationship="father", unlocated=True, **FATHER)
    found = people.add_person(
        there,
        by=cast.stranger,
        relationship="father",
        birth_date=PartialDate.parse("1979-08-03"),
        last_known="Aldea Pozohondo, +502 5550 0199",
        **FATHER,
    )
    request = a_search(person, cast.advocate)
    return TwoCases(here, there, person, found, request, a_lead(request, found))


def a_search(person: Person, by: User, sought: str = "person") -> TracingRequest:
    return TracingRequest.objects.create(
        case=person.case,
        person=person,
        sought=sought,
        because="She asks for him every day.",
        asked_by=by,
        asked_at=now(),
        state="leads",
    )


def a_lead(
    request: TracingRequest | None, found: Person, *, person: Person | None = None, probability: str = "0.87"
) -> Lead:
    """Of a search, or noticed at the door for `person`."""
    asked = request.person if request else person
    assert asked is not None
    lead = Lead.objects.create(
        case=asked.case,
        request=request,
        person=asked,
        found=found,
        sought=request.sought if request else "person",
        origin="search" if request else "door",
        seen_at=now(),
    )
    LeadEvidence.objects.create(
        case=found.case, lead=lead, probability=probability, fields=EVIDENCE, facts="0" * 64
    )
    return lead
