"""Searching as the database is now: in the process that asks."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from reencuentro.cardindex import building, keeping, mirror, searching
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.models import Card
from reencuentro.engines.tracing.types import Description
from reencuentro.vault import boxes
from reencuentro.vault.keyring import ring
from reencuentro.vault.models import Box

from .persons import IRIS, LUZ, WENDY, described


def kept(box: Box, description: Description) -> UUID:
    person = uuid4()
    keeping.keep(person, box.pk, description)
    return person


def best(description: Description) -> UUID | None:
    """Who it most probably is; None when probably nobody is it."""
    found = searching.search(description)
    return found[0].person if found and found[0].match.probability > 0.5 else None


def test_a_person_is_found_as_soon_as_there_is_a_card(box: Box) -> None:
    assert searching.search(WENDY) == ()
    wendy = kept(box, WENDY)
    assert best(WENDY) == wendy
    iris = kept(box, IRIS)
    assert (best(WENDY), best(IRIS)) == (wendy, iris)


def test_a_match_comes_with_its_evidence(box: Box) -> None:
    wendy = kept(box, WENDY)
    kept(box, IRIS)
    (found, *_rest) = searching.search(WENDY)
    assert found.person == wendy
    assert found.match.ref == Card.objects.get(person=wendy).pk
    assert 0 < found.match.probability <= 1
    assert "given" in [evidence.field for evidence in found.match.evidence]


def test_a_person_is_found_as_they_are_now_and_not_as_they_were(box: Box) -> None:
    person = kept(box, WENDY)
    assert best(WENDY) == person
    keeping.keep(person, box.pk, LUZ)
    assert (best(LUZ), best(WENDY)) == (person, None)


def test_who_is_hidden_is_not_found_from_that_moment_on(box: Box) -> None:
    person, other = kept(box, WENDY), kept(box, WENDY)
    assert {found.person for found in searching.search(WENDY)} == {person, other}
    keeping.take_out(person, box.pk)
    assert [found.person for found in searching.search(WENDY)] == [other]
    keeping.keep(person, box.pk, WENDY)
    assert {found.person for found in searching.search(WENDY)} == {person, other}


def test_who_is_hidden_leaves_no_trace_in_the_answers_of_others(box: Box) -> None:
    kept(box, WENDY)
    hidden = kept(box, WENDY)
    keeping.take_out(hidden, box.pk)
    with_hidden = searching.search(WENDY)
    Card.objects.filter(person=hidden).delete()
    assert searching.search(WENDY) == with_hidden


def test_forgotten_persons_are_not_found(box: Box) -> None:
    person = kept(box, WENDY)
    assert best(WENDY) == person
    keeping.forget([person])
    assert searching.search(WENDY) == ()


def test_persons_of_a_destroyed_box_are_not_found(box: Box) -> None:
    kept(box, WENDY)
    other = kept(boxes.create("case"), WENDY)
    ring().destroy(box.pk)
    assert [found.person for found in searching.search(WENDY)] == [other]


def test_persons_who_cannot_be_meant_are_left_out_and_do_not_count(box: Box) -> None:
    persons = [kept(box, WENDY) for _each in range(4)]
    found = searching.search(WENDY, without=[persons[0], persons[2], uuid4()], limit=2)
    assert {one.person for one in found} == {persons[1], persons[3]}


@pytest.mark.parametrize("index", ["sealed", "stored"])
def test_who_cannot_be_meant_takes_nothing_from_the_belief_in_others(
    box: Box, settings: Any, index: str
) -> None:
    settings.INDEX = index
    own, other = kept(box, WENDY), kept(box, described(born="2012-05-02"))
    for number in range(20):
        kept(box, described(f"Luz{number}", "Xol"))
    building.build()
    beside, alone = (
        {found.person: found.match.probability for found in searching.search(WENDY, without=without)}
        for without in ((), (own,))
    )
    assert beside[own] > 0.9
    assert beside[other] < alone[other]


def test_no_more_than_the_limit_is_given(box: Box) -> None:
    for _each in range(4):
        kept(box, WENDY)
    assert len(searching.search(WENDY, limit=3)) == 3


def test_what_was_seen_in_a_transaction_that_is_undone_is_unseen_again(box: Box) -> None:
    person = kept(box, WENDY)
    assert best(WENDY) == person
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keeping.keep(person, box.pk, LUZ)
        undone = kept(box, IRIS)
        assert (best(LUZ), best(IRIS)) == (person, undone)
        raise ZeroDivisionError
    assert best(WENDY) == person
    assert undone not in [found.person for found in searching.search(IRIS)]
    other = kept(box, described("Sol", "Amaya", "2001"))  # SQLite gives the undone numbers again
    assert best(described("Sol", "Amaya", "2001")) == other


def test_a_number_that_is_committed_late_is_not_overlooked(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on PostgreSQL, where a transaction may take its number early and end late."""
    late = kept(box, IRIS)
    row = Card.objects.get(person=late)
    number = row.pk
    row.delete()
    wendy = kept(box, WENDY)
    assert (best(WENDY), best(IRIS)) == (wendy, None)
    Card.objects.bulk_create(
        [Card(pk=number, person=late, box=box.pk, sealed=row.sealed, version=row.version)]
    )
    assert best(IRIS) == late


def test_after_very_many_changes_the_index_begins_anew(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(box, WENDY)
    assert best(WENDY)
    monkeypatch.setattr(mirror, "MANY", 2)
    persons = [kept(box, description) for description in (IRIS, LUZ, described("Sol", "Amaya", "2001"))]
    assert (best(IRIS), best(LUZ)) == (persons[0], persons[1])


def test_the_look_back_remembers_no_more_than_its_window(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror, "WINDOW", 3)
    held = mirror.Mirror()
    persons = [kept(box, WENDY) for _each in range(7)]
    assert held.state() == (7, Card.objects.latest("pk").pk)
    assert len(held._seen) == 3
    keeping.keep(persons[0], box.pk, LUZ)  # its old card lies before the window
    (first, *_rest) = held.search(LUZ, sought="person", limit=5, without=())
    assert (first.person, held.state()[0]) == (persons[0], 7)


def test_a_card_that_was_changed_by_a_stranger_is_left_out(box: Box) -> None:
    person, other = kept(box, WENDY), kept(box, WENDY)
    sealed = bytearray(Card.objects.get(person=person).sealed)
    sealed[-1] ^= 1
    Card.objects.filter(person=person).update(sealed=bytes(sealed))
    assert [found.person for found in searching.search(WENDY)] == [other]


def test_without_keys_the_index_is_away_and_comes_back_with_them(
    box: Box, settings: Any, tmp_path: Any
) -> None:
    person = kept(box, WENDY)
    settings.PRODUCTION = True
    (tmp_path / "keys").rename(tmp_path / "unmounted")
    with pytest.raises(IndexAway) as away:
        searching.search(WENDY)
    assert "Wendy" not in str(away.value)
    (tmp_path / "unmounted").rename(tmp_path / "keys")
    assert best(WENDY) == person


def test_keys_that_go_in_the_middle_of_a_change_lose_nobody(box: Box, settings: Any, tmp_path: Any) -> None:
    person, other = kept(box, WENDY), kept(box, IRIS)
    assert best(WENDY) == person
    keeping.keep(person, box.pk, LUZ)
    settings.PRODUCTION = True
    (tmp_path / "keys").rename(tmp_path / "unmounted")
    with pytest.raises(IndexAway):
        searching.search(LUZ)
    (tmp_path / "unmounted").rename(tmp_path / "keys")
    assert (best(LUZ), best(IRIS), best(WENDY)) == (person, other, None)


def test_changes_are_told_in_order_also_of_those_who_are_hidden(box: Box) -> None:
    assert (searching.newest(), searching.changed_since(0)) == (0, [])
    one, two = kept(box, WENDY), kept(box, IRIS)
    middle = searching.newest()
    keeping.keep(one, box.pk, LUZ)
    keeping.take_out(two, box.pk)
    changed = searching.changed_since(middle)
    assert [person for _number, person in changed] == [one, two]
    assert [number for number, _person in changed] == sorted(number for number, _person in changed)
    assert searching.newest() == changed[-1][0]


@pytest.mark.parametrize(
    "odd", [Description(), described("", "", "2014"), described("\x00\ud800", "李", "2014")]
)
def test_an_odd_description_finds_somebody_or_nobody_but_never_fails(box: Box, odd: Description) -> None:
    kept(box, odd)
    assert isinstance(searching.search(odd), tuple)
