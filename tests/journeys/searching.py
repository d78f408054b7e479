"""Asking for a search, what another office enters, and what counsel makes of what was found: page by page."""

from datetime import timedelta

from django.utils import timezone

from reencuentro.casework.models import Person
from reencuentro.casework.states import AUDIENCES, OTHER_COUNSEL
from reencuentro.casework.terms import FINDING_KINDS
from reencuentro.reference import places, vocabularies
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.states import OUTCOMES_TRIED, PLACES_TRIED, SOUGHT, TRACING

from . import julio
from .family import DANGER, GIVEN_THERE, OURS, REACH, REASON, SURNAMES_THERE, THEIRS, TOLD, TRIED, Family
from .somebody import Plain, Somebody


def ask(ada: Somebody, family: Family) -> TracingRequest:
    """Without a reason nothing is searched, and what was written stays."""
    fill_in(ada, family)
    ada.write("Why is the search needed?", "")
    ada.press("Search and keep searching")
    ada.is_told("This field is required.")
    assert ada.field("Who must not be asked or told?").input_value() == DANGER
    assert TracingRequest.objects.count() == 0
    ada.write("Why is the search needed?", REASON)
    ada.press("Search and keep searching")
    ada.is_told("Searched. The coordination looks at what was found, and the search goes on by itself.")
    return TracingRequest.objects.get()


def fill_in(ada: Somebody, family: Family) -> None:
    """From the page of the father to the filled form."""
    ada.go(f"/cases/people/{family.father.pk}/")
    ada.follow("Look for this person")
    ada.comes_to("Look for somebody")
    ada.choose(SOUGHT["person"])
    ada.write("Why is the search needed?", REASON)
    ada.write("Who must not be asked or told?", DANGER)
    _rest_on_the_consent(ada)
    ada.picture("tracing-ask")


def _rest_on_the_consent(ada: Somebody) -> None:
    """The only one that there is; its words carry a date."""
    consent = ada.field("On which consent does it rest?")
    ada.select(consent, consent.locator("option").last.inner_text())


def write_down_what_was_tried(ada: Somebody, request: TracingRequest) -> None:
    ada.go(f"/cases/people/{request.person_id}/")
    ada.follow(TRACING.states["open"].words)
    ada.sees(ada.t(TRACING.states["open"].words), DANGER)
    ada.press("Write down what was tried")
    ada.comes_to("What was tried")
    ada.choose(PLACES_TRIED["town"])
    day = timezone.localdate() - timedelta(days=2)
    ada.write_day("On which day was it tried?", day.day, day.month, day.year)
    ada.choose(OUTCOMES_TRIED["nothing"])
    ada.write("What should the next person know?", TRIED)
    ada.press("Save")
    ada.is_told("It is written down.")
    ada.sees(TRIED)
    ada.picture("tracing-request")


def enter_the_father(stan: Somebody, family: Family) -> Person:
    """Another office, another spelling, an age that is nearly right; the page tells nothing of Julio."""
    stan.go(f"/cases/{family.other.code}/people/add/")
    stan.write("Given names", GIVEN_THERE)
    stan.write("First surname", SURNAMES_THERE[0])
    stan.write("Second surname", SURNAMES_THERE[1])
    stan.pick("Who is this person to the child?", vocabularies.get("relationships", "father"))
    stan.write_day("Date of birth", "", "", 1991)
    stan.pick("Department or state of birth", places.get("HN.02"))
    stan.write("Municipality of birth", julio.TOWN)
    stan.write("How was this person last reached?", REACH)
    stan.press("Add")
    stan.is_told("The person was added.")
    return Person.objects.get(case=family.other, is_child=False)


def reads_that_nothing_is_open(who: Somebody, code: str, *closed: str) -> None:
    """Counsel learns that somebody was found, and of the other side nothing before its counsel decides."""
    who.go(f"/cases/{code}/")
    who.press("Read and decide")
    who.sees(who.t("Who may learn of it"))
    who.does_not_see(*closed)


def counsel_opens(who: Somebody, code: str, *audiences: str) -> None:
    """Reads that somebody was found, and decides for each of these audiences."""
    who.go(f"/cases/{code}/")
    who.press("Read and decide")
    for audience in audiences:
        words = (AUDIENCES | OTHER_COUNSEL)[audience]
        who.follow(words)
        who.choose(Plain(who.t("Yes")))
        who.write("Why?", TOLD)
        who.picture(f"finding-{audience}")
        who.press("Record the decision")
        who.is_told("Your decision is recorded.")
        _back_to_the_finding(who, code)


def _back_to_the_finding(who: Somebody, code: str) -> None:
    who.go(f"/cases/{code}/")
    who.follow("Decision on a finding")


def the_other_side_is_open(ada: Somebody, code: str) -> None:
    ada.go(f"/cases/{code}/")
    ada.follow("Decision on a finding")
    ada.sees(THEIRS, REACH)
    ada.picture("finding")


def is_told_nothing(chloe: Somebody, code: str) -> None:
    """The same words that stand there after counsel's decision do not stand there before it."""
    chloe.go(f"/cases/{code}/")
    chloe.does_not_see(chloe.t("What counsel has opened to you"), chloe.t(FINDING_KINDS["parent_located"]))


def is_told_what_counsel_opened(chloe: Somebody, code: str) -> None:
    chloe.go(f"/cases/{code}/")
    chloe.sees(chloe.t("What counsel has opened to you"), chloe.t(FINDING_KINDS["parent_located"]), OURS)
    chloe.picture("opened")


def reunite_and_close(ada: Somebody, request: TracingRequest) -> None:
    ada.go(f"/tracing/{request.pk}/")
    ada.press("They are in contact again")
    ada.is_told("Noted: they are in contact again.")
    ada.picture("reunited")
    ada.follow("Close the search")
    ada.comes_to("Close the search")
    ada.write("Why?", TOLD)
    ada.press("Close")
    ada.is_told("The search is closed. It can be opened again.")
