"""The stored kind: shelves in step with cards, searched in the database, built anew beside the old ones."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from reencuentro.audit.models import Entry
from reencuentro.cardindex import building, cards, keeping, searching, shelving, stored
from reencuentro.cardindex.errors import IndexAway, IndexDamaged
from reencuentro.cardindex.models import Card, Index, Shelf, Slip
from reencuentro.engines.tracing import shelves
from reencuentro.engines.tracing.features import decode
from reencuentro.vault.keyring import ring
from reencuentro.vault.models import Box

from .persons import IRIS, LUZ, WENDY
from .test_searching import best, kept


@pytest.fixture(autouse=True)
def kind(settings: Any) -> None:
    settings.INDEX = "stored"


def on_shelves(index: Index | None = None) -> set[tuple[int, int]]:
    """(shelf, entry) of everything that stands on the shelves of the index in use, slips not counted."""
    index = index or Index.objects.get(state="current")
    held = stored.SealedShelves(index).open(range(index.shelves))
    return {
        (number, int.from_bytes(content[start : start + 8], "little"))
        for number, content in held.items()
        for start in range(0, len(content), 8)
    }


def should_stand() -> set[tuple[int, int]]:
    """What would stand there if the index had been filled with the cards of now."""
    layout = stored.layout(Index.objects.get(state="current"))
    return {
        entry
        for card in Card.objects.all()
        if cards.opened(card)
        for entry in layout.entries(card.pk, decode(cards.opened(card)))
    }


def test_before_it_is_built_the_index_is_away(box: Box) -> None:
    kept(box, WENDY)
    with pytest.raises(IndexAway):
        searching.search(WENDY)
    assert Slip.objects.count() == 0


def test_who_was_there_before_the_build_is_found(box: Box) -> None:
    wendy, iris = kept(box, WENDY), kept(box, IRIS)
    building.build()
    assert (best(WENDY), best(IRIS)) == (wendy, iris)
    assert on_shelves() == should_stand()


def test_an_index_can_be_built_before_there_is_anybody(box: Box) -> None:
    building.build()
    assert searching.search(WENDY) == ()
    wendy = kept(box, WENDY)
    assert best(WENDY) == wendy


def test_changes_are_found_at_once_and_stand_on_shelves_once_slips_are_put_away(box: Box) -> None:
    wendy, iris = kept(box, WENDY), kept(box, IRIS)
    building.build()
    keeping.keep(wendy, box.pk, LUZ)
    keeping.take_out(iris, box.pk)
    sol = kept(box, WENDY)
    for _before_and_after in range(2):
        assert (best(LUZ), best(WENDY), best(IRIS)) == (wendy, sol, None)
        shelving.put_away_all()
    assert Slip.objects.count() == 0
    assert on_shelves() == should_stand()


def test_a_change_that_is_undone_leaves_no_slip(box: Box) -> None:
    wendy = kept(box, WENDY)
    building.build()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keeping.keep(wendy, box.pk, LUZ)
        raise ZeroDivisionError
    assert (Slip.objects.count(), best(WENDY)) == (0, wendy)


def test_nothing_of_forgotten_persons_stays_on_shelves_or_slips(box: Box) -> None:
    wendy, iris = kept(box, WENDY), kept(box, IRIS)
    building.build()
    luz = kept(box, LUZ)  # still on a slip
    before = on_shelves()
    keeping.forget([wendy, luz])
    assert on_shelves() < before
    assert (on_shelves(), Slip.objects.count()) == (should_stand(), 0)
    assert (best(WENDY), best(LUZ), best(IRIS)) == (None, None, iris)


def test_every_record_has_the_same_number_of_entries(box: Box) -> None:
    building.build()
    for description in (WENDY, IRIS):
        kept(box, description)
    sizes = {len(stored.open_slip(Index.objects.get(), bytes(slip.sealed))) for slip in Slip.objects.all()}
    assert len(sizes) == 1


def test_persons_who_cannot_be_meant_are_left_out(box: Box) -> None:
    persons = [kept(box, WENDY) for _each in range(3)]
    building.build()
    assert {one.person for one in searching.search(WENDY, without=persons[:2])} == {persons[2]}


def test_a_new_index_takes_the_place_of_the_old_whose_key_is_gone(box: Box) -> None:
    wendy = kept(box, WENDY)
    first = building.build()
    seen: list[tuple[int, int]] = []
    second = building.build(lambda done, of: seen.append((done, of)))
    assert (best(WENDY), second.epoch, seen[-1][1]) == (wendy, first.epoch + 1, second.shelves)
    assert second.secret != first.secret
    states = dict(Index.objects.values_list("epoch", "state"))
    assert states == {first.epoch: "retired", second.epoch: "current"}
    assert Shelf.objects.filter(pk__lt=second.epoch * stored.EPOCH).count() == 0
    first.box.refresh_from_db()
    assert first.box.destroyed_at is not None


def test_an_index_built_anew_leaves_numbers_in_the_ledger_and_nothing_else(box: Box) -> None:
    kept(box, WENDY)
    building.build()
    (entry,) = Entry.objects.filter(verb="index_built")
    assert (entry.about, set(entry.details)) == ("index:1", {"shelves"})


def test_changes_during_a_build_are_in_the_new_index(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """As other processes do it: after the cards were read, and again while shelves are filled."""
    wendy, iris, luz = kept(box, WENDY), kept(box, IRIS), kept(box, LUZ)
    monkeypatch.setattr(stored, "AT_ONCE", 1)
    read = building._read

    def read_and_change(secret: bytes) -> building.Base:
        base = read(secret)
        keeping.keep(wendy, box.pk, LUZ)
        keeping.take_out(iris, box.pk)
        return base

    monkeypatch.setattr(building, "_read", read_and_change)
    born: list[UUID] = []

    def change(done: int, of: int) -> None:
        if not born:
            born.append(kept(box, IRIS))
            keeping.take_out(luz, box.pk)

    building.build(change)
    assert (best(LUZ), best(IRIS), best(WENDY)) == (wendy, born[0], None)
    shelving.put_away_all()
    assert on_shelves() == should_stand()


class Killed(Exception):
    pass


@pytest.mark.parametrize("at", [1, 2, 5])
def test_a_build_that_was_cut_off_goes_on_where_it_stood(
    box: Box, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wendy, iris = kept(box, WENDY), kept(box, IRIS)
    old = building.build()
    monkeypatch.setattr(stored, "AT_ONCE", 1)
    seen: list[int] = []

    def cut(done: int, of: int) -> None:
        seen.append(done)
        if len(seen) == at:
            raise Killed

    monkeypatch.setattr(shelves, "SHELF_HOLDS", 4)
    with pytest.raises(Killed):
        building.build(cut)
    assert (best(WENDY), best(IRIS)) == (wendy, iris)  # with the old one
    keeping.keep(wendy, box.pk, LUZ)
    assert best(LUZ) == wendy
    begun = Index.objects.get(state="building")
    new = building.build(lambda done, _of: seen.append(done))
    assert (new.pk, new.epoch) == (begun.pk, old.epoch + 1)
    assert seen == sorted(set(seen))  # no shelf twice
    assert (best(LUZ), best(IRIS)) == (wendy, iris)
    shelving.put_away_all()
    assert on_shelves() == should_stand()


def test_with_another_key_the_index_says_that_it_is_damaged_and_people_go_on_working(
    box: Box, settings: Any
) -> None:
    wendy = kept(box, WENDY)
    index = building.build()
    ring().store.put(str(index.box_id), b"{}")
    ring()._forget(index.box_id)
    with pytest.raises(IndexDamaged) as damaged:
        searching.search(WENDY)
    assert str(damaged.value) == stored.NO_KEY
    keeping.keep(wendy, box.pk, LUZ)
    keeping.forget([kept(box, IRIS)])
    building.build()
    assert best(LUZ) == wendy


def test_a_build_whose_key_is_gone_is_begun_anew(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    wendy = kept(box, WENDY)

    def cut(done: int, of: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        building.build(cut)
    ring().destroy(Index.objects.get(state="building").box_id)
    assert building.build().epoch == 2
    assert best(WENDY) == wendy


def test_a_shelf_changed_by_a_stranger_is_named(box: Box) -> None:
    kept(box, WENDY)
    building.build()
    for shelf in Shelf.objects.all():
        shelf.sealed = bytes(shelf.sealed[:-1]) + b"\x00"
        shelf.save()
    with pytest.raises(IndexDamaged):
        searching.search(WENDY)


def test_shelves_do_not_open_at_another_place(box: Box) -> None:
    kept(box, WENDY)
    building.build()
    one, other = Shelf.objects.order_by("pk")[:2]
    Shelf.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(IndexDamaged):
        stored.SealedShelves(Index.objects.get()).open([one.pk % stored.EPOCH])


def test_where_nothing_is_said_the_index_that_was_built_answers(box: Box, settings: Any) -> None:
    settings.INDEX = "auto"
    kept(box, WENDY)
    assert searching.kind() == "sealed"
    building.build()
    assert searching.kind() == "stored"
    assert uuid4() not in [one.person for one in searching.search(WENDY)]
