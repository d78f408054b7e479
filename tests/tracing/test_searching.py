"""A search finds people of other cases, makes one lead a pair, and leaves its reason but not its content."""

from dataclasses import replace
from uuid import uuid4

import pytest

from reencuentro.audit.models import Entry
from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions import people
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.models import Person
from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Evidence, Match
from reencuentro.notify.models import Notice
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import judging, leads, requests, searching
from reencuentro.tracing.errors import TooOften
from reencuentro.tracing.models import Lead, LeadEvidence
from reencuentro.tracing.queries import limits
from reencuentro.tracing.queries.leads import least

from .families import FATHER, Family


def test_the_father_whom_another_office_entered_is_a_lead(family: Family) -> None:
    his = family.entered()
    request = family.ask()
    assert searching.search(request, by=family.cast.advocate) == 1
    lead = Lead.objects.get()
    assert (lead.person, lead.found, lead.sought, lead.origin, lead.state) == (
        family.father,
        his,
        "person",
        "search",
        "open",
    )
    request.refresh_from_db()
    assert request.state == "leads"
    assert request.searched_at is not None
    shown = least(lead)
    assert shown.office == "Partner Two"
    assert shown.probability >= tracing_policy.policy().lead_from
    assert {one.field for one in shown.evidence if one.code == "same"} >= {"given", "surnames", "birth"}


def test_what_was_compared_is_sealed_with_the_other_case(family: Family) -> None:
    lead = family.lead()
    assert lead.box_id == family.case.box_id
    assert LeadEvidence.objects.get(lead=lead).box_id == lead.found.case.box_id


def test_searching_again_makes_no_second_lead(family: Family) -> None:
    lead = family.lead()
    assert lead.request is not None
    assert searching.search(lead.request, by=family.cast.coordinator) == 0
    assert Lead.objects.count() == 1


def test_people_of_the_same_case_are_never_leads(family: Family) -> None:
    people.add_person(family.case, by=family.cast.advocate, relationship="uncle", **FATHER)
    assert searching.search(family.ask(), by=family.cast.advocate) == 0


def test_somebody_unlike_is_no_lead_and_the_search_stays_open(family: Family) -> None:
    family.entered(
        given="Teodolinda",
        surname1="Xitumul",
        surname2="Cuc",
        sex="female",
        birth_date=PartialDate.parse("1951"),
    )
    request = family.ask()
    assert searching.search(request, by=family.cast.advocate) == 0
    assert request.state == "open"


def test_whoever_may_not_be_traced_is_as_if_nobody_had_entered_them(family: Family) -> None:
    his = family.entered()
    Person.objects.get(pk=his.pk)
    his.do_not_trace = "They fear him."
    his.save(update_fields=["do_not_trace"])
    people.refresh_features(his)
    assert searching.search(family.ask(), by=family.cast.advocate) == 0
    assert Lead.objects.count() == 0


def test_the_ledger_keeps_which_search_and_how_many_but_no_content(family: Family) -> None:
    lead = family.lead()
    entry = Entry.objects.get(verb="tracing.search")
    assert (entry.actor, entry.about) == (
        family.cast.advocate.ledger_name,
        f"tracingrequest:{lead.request_id}",
    )
    assert entry.details == {"case": family.case.code, "origin": "search", "found": 1, "leads": 1}


def test_coordinators_are_told_without_content(family: Family) -> None:
    lead = family.lead()
    told = Notice.objects.filter(kind="tracing_lead")
    assert {notice.to for notice in told} == {family.cast.coordinator, family.cast.other_coordinator}
    assert {(notice.case_code, notice.path) for notice in told} == {
        (family.case.code, f"/tracing/{lead.request_id}/")
    }


@pytest.mark.parametrize("who", ["colleague", "stranger", "defender", "administrator", "editor"])
def test_nobody_else_searches(family: Family, who: str) -> None:
    request = family.ask()
    with pytest.raises(NotAllowed):
        searching.search(request, by=getattr(family.cast, who))
    assert not Entry.objects.filter(verb="tracing.search").exists()


def test_whoever_searches_too_often_waits_and_the_others_do_not(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = family.ask()
    few = replace(
        tracing_policy.policy(), searches_per_hour=limits.asked_in_an_hour(family.cast.advocate) + 2
    )
    monkeypatch.setattr(tracing_policy, "policy", lambda: few)
    for _ in range(2):
        searching.search(request, by=family.cast.advocate)
    with pytest.raises(TooOften):
        searching.search(request, by=family.cast.advocate)
    assert searching.search(request, by=family.cast.coordinator) == 0
    assert Entry.objects.filter(verb="tracing.search").count() == 3


def test_brothers_and_sisters_are_looked_for_by_the_child(family: Family) -> None:
    sister = family.entered(
        given="Obdulia",
        surname1="Quetzalteco",
        surname2="Ñurinda",
        sex="female",
        birth_date=PartialDate.parse("2011-02-03"),
        relationship="sibling",
    )
    child = Person.objects.get(case=family.case, is_child=True)
    request = requests.ask(
        family.case,
        child,
        by=family.cast.advocate,
        because="She asks for her.",
        sought="sibling",
        without_consent="x",
    )
    searching.search(request, by=family.cast.advocate)
    assert [(lead.found, lead.sought) for lead in Lead.objects.all()] == [(sister, "sibling")]


def test_a_place_and_an_age_alone_make_no_lead(family: Family) -> None:
    request = family.ask()
    his = family.entered()
    country = Evidence("place", "country", 1.0)
    for evidence, made in (((country,), 0), ((country, Evidence("given", "same", 2.0)), 1)):
        hit = Found(his.pk, Match(1, 0.97, 1.5, evidence))
        assert leads.note(request, [hit], origin="search") == made


def test_a_rejected_lead_stays_away_until_new_facts_arrive(family: Family) -> None:
    lead = family.lead()
    request = lead.request
    assert request is not None
    judging.judge(
        lead, "not_same", by=family.cast.coordinator, because="He is ten years older.", client_id=uuid4()
    )
    request.refresh_from_db()
    assert request.state == "open"
    assert searching.search(request, by=family.cast.coordinator) == 0
    lead.refresh_from_db()
    assert lead.state == "rejected"
    people.add_name(lead.found, by=family.cast.stranger, given="Wences", surname1="Quetzalteco")
    assert searching.search(request, by=family.cast.coordinator) == 1
    lead.refresh_from_db()
    request.refresh_from_db()
    assert (lead.state, request.state) == ("open", "leads")
    assert Lead.objects.count() == 1


def test_new_facts_on_our_own_side_count_as_well(family: Family) -> None:
    lead = family.lead()
    judging.judge(lead, "not_same", by=family.cast.coordinator, because="No.")
    people.add_name(family.father, by=family.cast.advocate, given="Wences", surname1="Quetzalteco")
    assert lead.request is not None
    assert searching.search(lead.request, by=family.cast.coordinator) == 1


def test_a_search_opened_anew_takes_over_the_leads_of_the_closed_one(family: Family) -> None:
    lead = family.lead()
    assert lead.request is not None
    requests.close(lead.request, by=family.cast.advocate, because="A mistake.")
    second = family.ask()
    assert searching.search(second, by=family.cast.advocate) == 0
    lead.refresh_from_db()
    second.refresh_from_db()
    assert (lead.request, second.state) == (second, "leads")
