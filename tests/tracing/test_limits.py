"""Whoever writes persons again and again learns no more from the index than whoever searches by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.audit.models import Entry
from reencuentro.cardindex import searching as index
from reencuentro.casework.actions import cases, people
from reencuentro.casework.clockwork import telling
from reencuentro.casework.errors import NotReady
from reencuentro.casework.models import Case, Person
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import door, looking, requests, rounds, searching
from reencuentro.tracing.errors import TooOften
from reencuentro.tracing.models import Lead, Round, Waiting
from reencuentro.tracing.queries import limits
from tests.cast import Cast

from .families import FATHER, Family

ANA = {"given": "Anastasia", "surname1": "Xolotzul", "surname2": "Ñamazte"}
LATER = timedelta(minutes=61)
Narrow = Callable[[User, int], None]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Narrow:
    """From now on the limit is what this person has asked in the hour so far, and `more`."""

    def set_to(user: User, more: int) -> None:
        limit = replace(tracing_policy.policy(), searches_per_hour=limits.asked_in_an_hour(user) + more)
        monkeypatch.setattr(tracing_policy, "policy", lambda: limit)

    return set_to


def two_cases(cast: Cast) -> Person:
    """A child whom nobody knows, and another whom the first may be guessed to be."""
    cases.open_case(by=cast.stranger, country="GT", **ANA)
    mine = cases.open_case(by=cast.advocate, country="GT", given="Ciriaco", surname1="Oxlaj")
    return Person.objects.get(case=mine, is_child=True)


def guess(person: Person, by: User) -> int:
    people.add_name(person, by=by, **ANA)
    return door.look(person, by=by)


def test_entering_and_changing_somebody_counts_with_searches_and_looks(family: Family) -> None:
    advocate = family.cast.advocate
    before = limits.asked_in_an_hour(advocate)
    people.add_name(family.father, by=advocate, given="Wences")
    people.add_number(family.father, "a_number", "A000 012 345", by=advocate)
    people.change_person(family.father, by=advocate, version=family.father.version, sex="male", note="Tall.")
    people.add_person(family.case, by=advocate, given="Otra", surname1="Persona", relationship="aunt")
    searching.search(family.ask(), by=advocate)
    assert limits.asked_in_an_hour(advocate) == before + 5
    with telling(timezone.now() + LATER):
        assert limits.asked_in_an_hour(advocate) == 0


def test_beyond_the_limit_the_door_does_not_look_and_what_was_written_is_kept(
    cast: Cast, narrow: Narrow
) -> None:
    child = two_cases(cast)
    narrow(cast.advocate, 0)
    assert guess(child, cast.advocate) == 0
    assert not Entry.objects.filter(verb="tracing.door").exists()
    assert "Anastasia" in [name.given for name in child.names.all()]


def test_the_last_change_within_the_limit_is_answered(cast: Cast, narrow: Narrow) -> None:
    child = two_cases(cast)
    narrow(cast.advocate, 1)
    assert guess(child, cast.advocate) == 1


def test_what_the_door_left_is_not_looked_at_by_the_worker_before_the_hour_is_over(
    cast: Cast, narrow: Narrow
) -> None:
    child = two_cases(cast)
    rounds.go_round()
    narrow(cast.advocate, 0)
    guess(child, cast.advocate)
    assert [rounds.go_round(), rounds.go_round()] == [0, 0]
    assert (Lead.objects.count(), Waiting.objects.get().person) == (0, child)
    with telling(timezone.now() + LATER):
        rounds.go_round()
    assert (Lead.objects.get().person, Waiting.objects.count()) == (child, 0)


def test_a_search_for_somebody_who_was_changed_too_often_waits_too(family: Family, narrow: Narrow) -> None:
    his = family.entered(given="Hilario", surname1="Oxlaj", surname2="")
    searching.search(family.ask(), by=family.cast.coordinator)
    rounds.go_round()
    narrow(family.cast.advocate, 0)
    people.add_name(family.father, by=family.cast.advocate, given="Hilario", surname1="Oxlaj")
    assert [rounds.go_round(), Lead.objects.count()] == [0, 0]
    with telling(timezone.now() + LATER):
        rounds.go_round()
    assert Lead.objects.get(request__isnull=False).found == his


def test_opening_a_search_again_is_no_way_around_it(family: Family, narrow: Narrow) -> None:
    family.entered(given="Hilario", surname1="Oxlaj", surname2="")
    request = family.ask()
    searching.search(request, by=family.cast.advocate)
    rounds.go_round()
    narrow(family.cast.advocate, 0)
    people.add_name(family.father, by=family.cast.advocate, given="Hilario", surname1="Oxlaj")
    requests.close(request, by=family.cast.advocate, because="To try.")
    requests.reopen(request, by=family.cast.advocate)
    with pytest.raises(TooOften):
        searching.search(request, by=family.cast.advocate)
    assert [rounds.go_round(), Lead.objects.count()] == [0, 0]


def test_others_find_whoever_was_changed_too_often_at_once(family: Family, narrow: Narrow) -> None:
    searching.search(family.ask(), by=family.cast.advocate)
    rounds.go_round()
    narrow(family.cast.stranger, 1)
    his = family.entered()  # a case and a person: one more than is left
    assert limits.rests(his.case)
    assert rounds.go_round() == 1
    assert [(lead.person, lead.found) for lead in Lead.objects.all()] == [(family.father, his)]


def test_whoever_wrote_too_often_does_not_look_by_hand_either(cast: Cast, narrow: Narrow) -> None:
    child = two_cases(cast)
    cases.take_case(child.case, by=cast.coordinator)
    narrow(cast.coordinator, 1)
    people.add_name(child, by=cast.coordinator, given="Ana")
    described = Description(names=(Written(ANA["given"], f"{ANA['surname1']} {ANA['surname2']}"),))
    with pytest.raises(NotReady):
        looking.look(described, by=cast.coordinator, because="Somebody called.")


def test_one_who_overdid_it_keeps_nobody_waiting_in_another_case(cast: Cast, narrow: Narrow) -> None:
    child = two_cases(cast)
    narrow(cast.advocate, 0)
    guess(child, cast.advocate)
    assert [limits.rests(case) for case in (child.case, Case.objects.exclude(pk=child.case_id).get())] == [
        True,
        False,
    ]


# --- after many cards changed at once --------------------------------------------------------------------------


def test_whoever_changed_while_too_many_did_is_compared_at_the_door_all_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "AT_ONCE", 1)
    child = two_cases(cast)
    people.add_name(child, by=cast.advocate, **ANA)
    assert [rounds.go_round(), Round.objects.get().seen] == [1, index.newest()]
    assert (Lead.objects.get().origin, Waiting.objects.count()) == ("door", 1)
    rounds.go_round()
    assert (Lead.objects.count(), Waiting.objects.count()) == (1, 0)
    assert child in (Lead.objects.get().person, Lead.objects.get().found)


def test_after_an_outage_with_many_changes_a_duplicate_is_noticed(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds.go_round()
    his = family.entered()
    for number in range(3):
        people.add_person(family.case, by=family.cast.advocate, given=f"Otra{number}", surname1="Persona")
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    for _ in range(3):
        rounds.go_round()
    lead = Lead.objects.get()
    assert {lead.person, lead.found} == {his, family.father}
    assert FATHER["given"] in {name.given for name in his.names.all()}


def test_those_of_a_case_that_was_erased_wait_for_nothing(cast: Cast) -> None:
    child = two_cases(cast)
    Waiting.objects.create(person=child)
    Case.objects.filter(pk=child.case_id).update(erased_at=timezone.now())
    rounds.go_round()
    assert not Waiting.objects.exists()
