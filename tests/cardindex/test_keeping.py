"""Cards kept, hidden and forgotten; and what a thief of the database sees of them."""

from uuid import uuid4

import pytest
from django.db import connection

from reencuentro.cardindex import building, cards, keeping, stored
from reencuentro.cardindex.models import Card, Shelf, Slip
from reencuentro.engines import names
from reencuentro.engines.tracing.features import VERSION, decode, features
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.vault import boxes
from reencuentro.vault.errors import BoxDestroyed, Damaged
from reencuentro.vault.models import Box

from .persons import IRIS, LUZ, WENDY, described


def test_a_card_holds_the_features_and_opens_with_the_key_of_its_box(box: Box) -> None:
    person = uuid4()
    keeping.keep(person, box.pk, WENDY)
    card = Card.objects.get()
    assert (card.person, card.box, card.version) == (person, box.pk, VERSION)
    assert decode(cards.opened(card)) == features(WENDY)


def test_a_change_makes_a_new_card_with_a_higher_number_in_place_of_the_old(box: Box) -> None:
    one, other = uuid4(), uuid4()
    keeping.keep(one, box.pk, WENDY)
    keeping.keep(other, box.pk, IRIS)
    newest = Card.objects.get(person=other).pk
    keeping.keep(one, box.pk, LUZ)
    card = Card.objects.get(person=one)
    assert card.pk > newest
    assert decode(cards.opened(card)) == features(LUZ)
    assert Card.objects.count() == 2


def test_nothing_is_written_when_nothing_changed(box: Box) -> None:
    person = uuid4()
    for _time in range(2):
        keeping.keep(person, box.pk, WENDY)
        keeping.take_out(uuid4(), box.pk)
    before = list(Card.objects.values())
    keeping.keep(person, box.pk, described("WENDY", "xicara  tzoy"))  # the same when made tidy
    keeping.take_out(before[1]["person"], box.pk)
    assert list(Card.objects.values()) == before


def test_who_is_taken_out_comes_back(box: Box) -> None:
    person = uuid4()
    keeping.keep(person, box.pk, WENDY)
    keeping.take_out(person, box.pk)
    assert cards.opened(Card.objects.get()) == b""
    keeping.keep(person, box.pk, WENDY)
    assert decode(cards.opened(Card.objects.get())) == features(WENDY)


def test_a_card_does_not_show_whether_somebody_is_hidden(box: Box) -> None:
    for number, description in enumerate((WENDY, Description(), described("A" * 40, "B" * 40))):
        keeping.keep(uuid4(), box.pk, description)
        keeping.take_out(uuid4(), box.pk)
        assert Card.objects.count() == 2 * number + 2
    assert len({len(card.sealed) for card in Card.objects.all()}) == 1


def test_a_card_opens_at_its_own_place_alone(box: Box) -> None:
    one, other = uuid4(), uuid4()
    keeping.keep(one, box.pk, WENDY)
    sealed = bytes(Card.objects.get().sealed)
    assert cards.unseal(one, box.pk, sealed)
    for person, key in ((other, box.pk), (one, boxes.create("case").pk)):
        with pytest.raises(Damaged):
            cards.unseal(person, key, sealed)
    with pytest.raises(BoxDestroyed):
        cards.unseal(one, uuid4(), sealed)


def test_forgotten_persons_keep_an_empty_card_with_a_new_number(box: Box) -> None:
    one, two, other = uuid4(), uuid4(), uuid4()
    for person in (one, two, other):
        keeping.keep(person, box.pk, WENDY)
    newest = Card.objects.latest("pk").pk
    keeping.forget([one, two, uuid4()])
    assert {(c.person, bytes(c.sealed)) for c in Card.objects.filter(pk__gt=newest)} == {
        (one, b""),
        (two, b""),
    }
    assert Card.objects.count() == 3


CANARIES = ("Xochiquetzalina", "Tzununija")


def test_no_word_of_a_card_nor_its_sound_lies_in_any_table_of_the_index(box: Box) -> None:
    """With shelves, and with slips that were not put away yet."""
    phone, number = "55501974", "A219384756"
    canary = Description(
        names=(Written(CANARIES[0], CANARIES[1]),),
        mothers=(" ".join(CANARIES),),
        phones=(phone,),
        numbers=(("a_number", number),),
    )
    keeping.keep(uuid4(), box.pk, canary)
    held = cards.opened(Card.objects.get())
    building.build()
    keeping.keep(uuid4(), box.pk, canary)
    assert Shelf.objects.exists()
    assert Slip.objects.exists()
    tidy = [word for canary in CANARIES for word in names.words(canary)]
    assert all(word.encode() in held for word in tidy)  # there is something to leak
    raw = everything_of("cardindex_")
    forms = [*tidy, *map(names.sound, tidy), *map(names.skeleton, tidy), phone, number, number.lower()]
    assert len(raw) > len(held)
    assert [form for form in forms if form.lower().encode() in raw.lower()] == []


def test_the_refs_and_tags_of_shelves_are_sealed_as_well(box: Box) -> None:
    """Neither the number of a card next to a token nor the token itself can be counted by a thief."""
    keeping.keep(uuid4(), box.pk, WENDY)
    index = building.build()
    shelves = stored.SealedShelves(index).open(range(index.shelves))
    entries = [content[at : at + 8] for content in shelves.values() for at in range(0, len(content), 8)]
    assert entries
    raw = everything_of("cardindex_")
    assert [entry for entry in entries if entry in raw] == []


def everything_of(prefix: str) -> bytes:
    """The raw values of all tables of an app, one after the other."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(prefix):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [value for row in cursor.fetchall() for value in row]
    return b"\n".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in found)
