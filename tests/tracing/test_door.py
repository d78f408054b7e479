from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from reencuentro.accounts.models import User
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, people
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import Case, CaseLink, Finding, Person
from reencuentro.casework.queries.case_page import case_page
from reencuentro.casework.queries.visible import case_for
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import door, hiding
from reencuentro.tracing.models import Judgement, Lead
from reencuentro.tracing.queries.door import alike, alike_for, unattended
from reencuentro.tracing.queries.leads import noticed_at_the_door
from tests.cast import Cast

ANA = {"given": "Anastasia", "surname1": "Xolotzul", "surname2": "Ñamazte"}


def entered(by: Any, **changes: Any) -> Case:
    return cases.open_case(by=by, country="GT", **(ANA | changes))


def child(case: Case) -> Person:
    return Person.objects.get(case=case, is_child=True)


def known_elsewhere(cast: Cast) -> tuple[Case, Case]:
    """The same child stands in a case of another office already."""
    other = entered(cast.stranger)
    return entered(cast.advocate), other


def test_whom_the_reader_knows_is_named_and_whom_they_do_not_know_is_not(cast: Cast) -> None:
    mine, elsewhere = entered(cast.advocate), entered(cast.stranger)
    case = entered(cast.advocate)
    assert door.look(child(case), by=cast.advocate) == 2
    assert [(row.here, row.there) for row in alike(case, cast.advocate)] == [(child(case), child(mine))]
    assert {lead.found for lead in Lead.objects.all()} == {child(mine), child(elsewhere)}


def test_what_was_noticed_is_the_same_pair_from_the_other_side(cast: Cast) -> None:
    mine, case = entered(cast.advocate), entered(cast.advocate)
    door.look(child(case), by=cast.advocate)
    assert [(row.here, row.there) for row in alike(mine, cast.advocate)] == [(child(mine), child(case))]
    assert door.look(child(mine), by=cast.advocate) == 0
    assert Lead.objects.count() == 1


def test_the_same_pair_is_noticed_once_and_again_only_when_facts_change(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    assert [door.look(child(case), by=cast.advocate), door.look(child(case), by=cast.advocate)] == [1, 0]
    lead = Lead.objects.get()
    lead.state = "rejected"
    lead.save()
    assert door.look(child(case), by=cast.advocate) == 0
    people.add_name(child(case), by=cast.advocate, given="Ana", surname1="Xolotzul")
    assert door.look(child(case), by=cast.advocate) == 1
    assert Lead.objects.get().state == "open"


def test_a_lead_at_the_door_belongs_to_no_search_and_tells_the_coordinators_of_the_case(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    cases.take_case(case, by=cast.coordinator)
    door.look(child(case), by=cast.advocate)
    lead = Lead.objects.get()
    assert (lead.request, lead.origin, lead.case) == (None, "door", case)
    assert [notice.to for notice in Notice.objects.filter(kind="tracing_alike")] == [cast.coordinator]


def test_what_nobody_coordinates_waits_for_any_coordinator_until_one_takes_the_case(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    door.look(child(case), by=cast.advocate)
    for coordinator in (cast.coordinator, cast.other_coordinator):
        assert [(row.lead.case, row.office) for row in unattended(coordinator)[:9]] == [(case, "Partner Two")]
    assert unattended(cast.advocate)[:9] == []
    cases.take_case(case, by=cast.coordinator)
    assert unattended(cast.coordinator)[:9] == unattended(cast.other_coordinator)[:9] == []
    assert [row.lead.case for row in noticed_at_the_door(cast.coordinator)[:9]] == [case]
    assert noticed_at_the_door(cast.other_coordinator)[:9] == []


def test_brothers_and_sisters_are_noticed_as_such(cast: Cast) -> None:
    entered(cast.advocate)
    case = entered(cast.advocate, given="Bonifacio")
    door.look(child(case), by=cast.advocate)
    assert [row.lead.sought for row in alike(case, cast.advocate)] == ["sibling"]


def test_cases_that_somebody_linked_are_not_noticed(cast: Cast) -> None:
    mine, case = entered(cast.advocate), entered(cast.advocate)
    cases.link_cases(mine, case, by=cast.advocate, because="Twins.")
    assert door.look(child(case), by=cast.advocate) == 0


def test_whoever_may_not_be_traced_is_not_noticed_nor_looked_for(cast: Cast) -> None:
    case, other = known_elsewhere(cast)
    hiding.hide(child(other), by=cast.stranger, because="They are afraid.")
    assert door.look(child(case), by=cast.advocate) == 0
    assert door.look(child(other), by=cast.stranger) == 0
    assert Lead.objects.count() == 0


def test_only_who_may_enter_somebody_looks_at_the_door(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    for user in (cast.stranger, cast.coordinator, cast.defender):
        with pytest.raises(NotAllowed):
            door.look(child(case), by=user)


def test_the_ledger_counts_and_names_nobody(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    door.look(child(case), by=cast.advocate)
    entry = Entry.objects.get(verb="tracing.door")
    assert (entry.about, entry.details) == (
        child(case).ledger_ref,
        {"case": case.code, "found": 1, "leads": 1},
    )


def test_the_round_of_the_worker_notices_what_the_door_missed(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    hits = door.find(child(case))
    assert [door.look_again(child(case), hits), door.look_again(child(case), hits)] == [1, 0]
    assert {entry.actor for entry in Entry.objects.filter(verb="tracing.door")} == {"system"}


def both_mine(cast: Cast) -> tuple[Case, Case, Lead]:
    mine, case = entered(cast.advocate), entered(cast.advocate)
    door.look(child(case), by=cast.advocate)
    return mine, case, Lead.objects.get()


def test_saying_that_they_are_different_ends_the_question(cast: Cast) -> None:
    _mine, case, lead = both_mine(cast)
    door.settle(lead, "not_same", by=cast.advocate, because="Another father.")
    assert (lead.state, alike(case, cast.advocate), CaseLink.objects.count()) == ("rejected", [], 0)
    assert Judgement.objects.get().because == "Another father."


@pytest.mark.parametrize(("verdict", "state"), [("same", "likely"), ("sibling", "related")])
def test_saying_that_they_belong_together_links_the_cases_and_asks_counsel(
    cast: Cast, verdict: str, state: str
) -> None:
    mine, case, lead = both_mine(cast)
    door.settle(lead, verdict, by=cast.advocate, because="The same birthmark.")
    assert (lead.state, alike(case, cast.advocate)) == (state, [])
    assert {(link.case, link.other) for link in CaseLink.objects.all()} == {(mine, case), (case, mine)}
    assert {finding.case for finding in Finding.objects.all()} == {mine, case}


def test_whoever_works_on_one_of_the_cases_only_cannot_settle_it(cast: Cast) -> None:
    case, _other = known_elsewhere(cast)
    door.look(child(case), by=cast.advocate)
    for user in (cast.advocate, cast.stranger, cast.coordinator):
        with pytest.raises(NotAllowed):
            door.settle(Lead.objects.get(), "not_same", by=user, because="I say so.")
        with pytest.raises(Http404):
            alike_for(user, Lead.objects.get().pk, case)


def test_a_verdict_needs_its_reason(cast: Cast) -> None:
    _mine, case, lead = both_mine(cast)
    for verdict, because, field in (("same", " ", "because"), ("perhaps", "So.", "verdict")):
        with pytest.raises(Invalid) as refused:
            door.settle(lead, verdict, by=cast.advocate, because=because)
        assert refused.value.field == field
    with pytest.raises(Http404):
        alike_for(cast.advocate, uuid4(), case)


def test_before_counsel_decides_a_child_advocate_of_neither_case_learns_of_it(cast: Cast) -> None:
    mine, case, lead = both_mine(cast)
    for one in (mine, case):
        cases.add_member(one, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")

    def seen(user: User) -> list[Any]:
        pages = [case_page(case_for(user, one.code), user) for one in (mine, case)]
        return [([event.pk for event in page.events], page.links, page.findings) for page in pages]

    before, counsel_before = seen(cast.child_advocate), seen(cast.advocate)
    door.settle(lead, "sibling", by=cast.advocate, because="The same mother.")
    assert seen(cast.advocate) != counsel_before  # there is something to hide
    assert seen(cast.child_advocate) == before


def test_brothers_and_sisters_are_noticed_among_the_children_of_the_cases_alone(cast: Cast) -> None:
    """A father, an aunt, a mother carry the same surnames; only children are told apart as brother and sister."""
    there = cases.open_case(
        by=cast.stranger, country="GT", given="Ulises", surname1="Quetz", surname2="Caalwuj"
    )
    here = cases.open_case(
        by=cast.advocate, country="GT", given="Ernestina", surname1="Quetz", surname2="Caalwuj"
    )
    for case, by in ((there, cast.stranger), (here, cast.advocate)):
        people.add_person(case, by=by, given="Baldomera", surname1="Caalwuj", relationship="mother")
        people.add_person(case, by=by, given=f"Tío {case.pk.hex[:5]}", surname1="Quetz", surname2="Caalwuj")
    for person in Person.objects.filter(case=here):
        door.look(person, by=cast.advocate)
    found = {(lead.person, lead.found) for lead in Lead.objects.filter(sought="sibling")}
    assert found == {(child(here), child(there))}
