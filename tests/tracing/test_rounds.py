"""The search that goes on by itself finds whoever is entered or changed later, once, whatever happens in between."""

from typing import Any

import pytest

from reencuentro.audit.models import Entry
from reencuentro.cardindex import searching as index
from reencuentro.casework.actions import consents, people
from reencuentro.casework.models import Person
from reencuentro.engines.partial_date import PartialDate
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import requests, rounds, searching
from reencuentro.tracing.models import Lead, LeadEvidence, Round, TracingRequest
from tests import cast as the

from .families import FATHER, Family
from .test_requests import consent


def asked(family: Family, **changes: Any) -> TracingRequest:
    """A search that has found nobody yet, and a round that has seen every card there is."""
    request = family.ask(**changes)
    searching.search(request, by=family.cast.advocate)
    rounds.go_round()
    assert Lead.objects.count() == 0
    return request


def test_the_father_is_found_when_another_office_enters_him(family: Family) -> None:
    request = asked(family)
    his = family.entered()
    assert rounds.go_round() == 1
    lead = Lead.objects.get()
    assert (lead.request, lead.found, lead.origin) == (request, his, "standing")
    assert Notice.objects.filter(kind="tracing_lead").count() == 2
    entry = Entry.objects.filter(verb="tracing.search").latest("seq")
    assert (entry.actor, entry.details["origin"], entry.details["leads"]) == ("system", "standing", 1)


def test_twice_is_once(family: Family) -> None:
    asked(family)
    family.entered()
    assert [rounds.go_round() for _ in range(3)] == [1, 0, 0]
    assert Round.objects.get().seen == index.newest()


def test_he_is_found_as_well_when_our_own_side_learns_his_name(family: Family) -> None:
    his = family.entered(given="Hilario", surname1="Oxlaj", surname2="")
    asked(family)
    people.add_name(family.father, by=family.cast.advocate, given="Hilario", surname1="Oxlaj")
    assert rounds.go_round() == 1
    assert Lead.objects.get().found == his


def test_a_sister_who_is_entered_answers_the_search_for_brothers_and_sisters(family: Family) -> None:
    family.father = Person.objects.get(case=family.case, is_child=True)
    asked(family, sought="sibling")
    sister = family.entered(
        given="Obdulia",
        surname1="Quetzalteco",
        surname2="Ñurinda",
        sex="female",
        birth_date=PartialDate.parse("2011-02-03"),
    )
    assert rounds.go_round() == 1
    assert (Lead.objects.get().found, Lead.objects.get().sought) == (sister, "sibling")


def test_a_child_who_is_entered_answers_the_search_for_the_children_of_a_father(family: Family) -> None:
    asked(family, sought="children")
    other = the.a_case(family.cast, given="Perla", surname1="Quetzalteco", surname2="Ochaeta")
    people.add_person(other, by=family.cast.advocate, **{**FATHER, "relationship": "father"})
    rounds.go_round()
    child = Person.objects.get(case=other, is_child=True)
    assert [(lead.found, lead.sought) for lead in Lead.objects.filter(found=child)] == [(child, "children")]


def test_a_search_that_could_not_be_made_is_made_by_the_next_round(family: Family) -> None:
    his = family.entered()
    request = family.ask()
    assert rounds.go_round() == 1
    request.refresh_from_db()
    assert (Lead.objects.get().found, request.state, request.searched_at is None) == (his, "leads", False)


def test_somebody_who_may_not_be_found_leaves_no_trace_in_the_search_that_would_have_found_them(
    family: Family,
) -> None:
    request = asked(family)

    def traces() -> tuple[int, Any]:
        request.refresh_from_db()
        return Entry.objects.filter(verb="tracing.search").count(), request.searched_at

    before = traces()
    his = family.entered()
    hide(his)
    assert rounds.go_round() == 0
    assert (traces(), Round.objects.get().seen) == (before, index.newest())
    his.do_not_trace = ""
    his.save(update_fields=["do_not_trace"])
    people.refresh_features(his)
    assert rounds.go_round() == 1  # there was somebody to find


def hide(person: Person) -> None:
    person.do_not_trace = "They fear him."
    person.save(update_fields=["do_not_trace"])
    people.refresh_features(person)


@pytest.mark.parametrize("how", ["closed", "not_standing", "consent"])
def test_a_search_that_rests_finds_nobody(family: Family, how: str) -> None:
    held = consent(family)
    request = asked(family, consent=held)
    if how == "closed":
        requests.close(request, by=family.cast.advocate, because="A mistake.")
    elif how == "not_standing":
        requests.change(request, by=family.cast.advocate, version=request.version, standing=False)
    else:
        consents.revoke_consent(held, by=family.cast.advocate, because="No more.")
    family.entered()
    rounds.go_round()
    assert (
        Lead.objects.filter(request__isnull=False).count() == 0
    )  # what the door noticed belongs to no search


def test_a_round_that_is_killed_in_between_begins_anew_and_doubles_nothing(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(family)
    his = family.entered()
    look_again = rounds.door.look_again

    def stop(person: Person, alike: Any) -> int:
        if person == his:
            assert Lead.objects.count() == 1  # there was something to lose
            raise KeyboardInterrupt
        return look_again(person, alike)

    with monkeypatch.context() as power_cut:
        power_cut.setattr(rounds.door, "look_again", stop)
        with pytest.raises(KeyboardInterrupt):
            rounds.go_round()
    assert (Lead.objects.count(), Round.objects.get().seen < index.newest()) == (0, True)
    assert rounds.go_round() == 1
    assert (Lead.objects.count(), LeadEvidence.objects.count()) == (1, 1)
    searches = Entry.objects.filter(verb="tracing.search", actor="system")
    assert [entry.details["leads"] for entry in searches if entry.details["leads"]] == [1]


def test_while_the_index_is_away_nothing_is_lost(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(family)
    family.entered()
    with monkeypatch.context() as away:
        away.setattr(index, "search", _away)
        assert rounds.go_round() == 0
    assert rounds.go_round() == 1


def _away(*args: Any, **kwargs: Any) -> Any:
    raise rounds.IndexAway


def test_after_the_index_was_built_anew_every_search_is_made_once_more(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    request = asked(family)
    searched = request.searched_at
    his = family.entered()
    for _ in range(3):
        people.add_person(family.case, by=family.cast.advocate, given="Otra", surname1="Persona")
    assert rounds.go_round() == 1
    request.refresh_from_db()
    assert (Lead.objects.get().found, Round.objects.get().seen) == (his, index.newest())
    assert request.searched_at is not None and searched is not None and request.searched_at > searched


def test_a_round_asks_the_index_a_few_times_for_a_card_however_many_searches_there_are(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        family.father = people.add_person(
            family.case, by=family.cast.advocate, given=f"Otro{number}", surname1=f"Distinto{number}"
        )
        family.ask()
    rounds.go_round()
    questions = []
    search = index.search
    monkeypatch.setattr(index, "search", lambda *a, **k: questions.append(1) or search(*a, **k))
    family.entered(given="Nadie", surname1="Conocido", surname2="")
    rounds.go_round()
    assert (
        len(questions) == 5
    )  # one each for the child of that case and the person added to it, and at the door two and one; none in full
