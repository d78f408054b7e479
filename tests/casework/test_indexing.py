"""Whatever happens to a person, the card says what the case knows."""

from collections.abc import Callable
from random import Random

import pytest
from django.db import connection, transaction

from reencuentro.audit.models import Entry
from reencuentro.cardindex.models import Card
from reencuentro.casework.actions import cases, erasure, indexing, people
from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Case, Person
from reencuentro.casework.queries.describing import description_of
from reencuentro.engines.partial_date import PartialDate
from tests import cast as the
from tests.cardindex.looking import expected, features_on_card, on_cards
from tests.cast import Cast

STEPS = 30


def test_cards_follow_whatever_is_done_to_the_persons_of_many_cases(cast: Cast) -> None:
    dice = Random(7)
    the.a_case(cast)
    for _step in range(STEPS):
        dice.choice((open_one, add, change, name, number, tie, hide, show))(cast, dice)
        assert on_cards() == expected()


def open_one(cast: Cast, dice: Random) -> None:
    the.a_case(cast, given=dice.choice(("Ana", "Eva", "Iris")), birth_date=None)


def add(cast: Cast, dice: Random) -> None:
    role = dice.choice(("mother", "father", "aunt", "stepfather", "sibling"))
    people.add_person(case(dice), by=cast.advocate, given=dice.choice(("Luz", "Sol")), relationship=role)


def change(cast: Cast, dice: Random) -> None:
    person = anybody(dice)
    facts = dice.choice(
        (
            {"sex": "female"},
            {"birth_date": PartialDate(dice.randint(1970, 2015))},
            {"birth_place": {"department": "HN.08"}},
            {"last_known": f"5550 0{dice.randint(100, 999)}"},
            {"relationship": "mother"},
            {"note": "Nothing that is compared."},
        )
    )
    people.change_person(person, by=cast.advocate, version=person.version, **facts)


def name(cast: Cast, dice: Random) -> None:
    kind, main = dice.choice(("spelling", "nickname", "married")), dice.random() < 0.5
    people.add_name(
        anybody(dice), by=cast.advocate, given=f"N{dice.choice('aeiou')}hum", kind=kind, is_main=main
    )


def number(cast: Cast, dice: Random) -> None:
    people.add_number(anybody(dice), "a_number", f"A{dice.randint(10**8, 10**9 - 1)}", by=cast.advocate)


def tie(cast: Cast, dice: Random) -> None:
    elder = anybody(dice)
    others = list(Person.objects.filter(case=elder.case).exclude(pk=elder.pk))
    if others:
        people.tie(
            elder, dice.choice(others), dice.choice(("biological", "step", "adoptive")), by=cast.advocate
        )


def hide(cast: Cast, dice: Random) -> None:
    mark(anybody(dice), "The family fears him.")


def show(cast: Cast, dice: Random) -> None:
    mark(anybody(dice), "")


@transaction.atomic
def mark(person: Person, why: str) -> None:
    person.do_not_trace = why
    person.save(update_fields=["do_not_trace"])
    indexing.refresh_features(person)


def case(dice: Random) -> Case:
    return dice.choice(list(Case.objects.order_by("code")))


def anybody(dice: Random) -> Person:
    return dice.choice(list(Person.objects.order_by("pk")))


def test_a_mothers_new_name_reaches_the_cards_of_her_children(cast: Cast) -> None:
    one = the.a_case(cast)
    mother = people.add_person(one, by=cast.advocate, given="Marta", relationship="mother")
    child = Person.objects.get(case=one, is_child=True)
    assert features_on_card(child).mother == ("marta",)
    people.add_name(mother, by=cast.advocate, given="Marta", surname1="Xicohtla", kind="married")
    assert features_on_card(child).mother == ("marta", "xicohtla")


def test_a_change_that_is_undone_leaves_the_card_as_it_was(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    before = list(Card.objects.values())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        people.add_name(child, by=cast.advocate, given="Otro")
        assert list(Card.objects.values()) != before
        raise ZeroDivisionError
    assert list(Card.objects.values()) == before


def test_a_change_that_nobody_would_compare_writes_no_card(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    before = list(Card.objects.values())
    people.change_person(child, by=cast.advocate, version=child.version, note="Likes football.")
    assert list(Card.objects.values()) == before


def test_the_ledger_comes_after_the_cards_so_that_two_writers_never_wait_for_each_other(cast: Cast) -> None:
    """Whoever holds the head of the ledger, to the end of the transaction, must not wait for a card."""
    one = the.a_case(cast)
    child = Person.objects.get(case=one)
    mother = people.add_person(one, by=cast.advocate, given="Marta")
    people.change_person(mother, by=cast.advocate, version=mother.version, sex="female")
    acts: tuple[Callable[[], object], ...] = (
        lambda: the.a_case(cast),
        lambda: people.add_person(one, by=cast.advocate, given="Chepe", relationship="father"),
        lambda: people.change_person(child, by=cast.advocate, version=child.version, sex="male"),
        lambda: people.add_name(child, by=cast.advocate, given="Naún"),
        lambda: people.add_number(child, "a_number", "A123456789", by=cast.advocate),
        lambda: people.tie(mother, child, "biological", by=cast.advocate),
    )
    for act in acts:
        written = tables_written(act)
        assert "cardindex_card" in written
        assert "audit_entry" not in written[: len(written) - written[::-1].index("cardindex_card")]


def tables_written(act: Callable[[], object]) -> list[str]:
    """The tables in the order in which the act inserted into them."""
    written: list[str] = []

    def note(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        if sql.startswith("INSERT INTO"):
            written.append(sql.split('"')[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return written


def test_an_erased_case_leaves_cards_without_content(cast: Cast) -> None:
    gone, kept = the.a_case(cast), the.a_case(cast, given="Iris")
    people.add_person(gone, by=cast.advocate, given="Marta", relationship="mother")
    cases.end_case(gone, "released", by=cast.advocate, ended_on=today())
    erasure.ask_to_erase(gone, by=cast.advocate, because="The family asked.")
    before = dict(Card.objects.values_list("person", "pk"))
    assert all(on_cards().values())  # there was something to erase
    erasure.erase(gone, by=cast.administrator)
    erased = set(Person.objects.filter(case=gone).values_list("pk", flat=True))
    assert {card.person for card in Card.objects.all() if not card.sealed} == erased
    assert [person for person, pk in Card.objects.values_list("person", "pk") if pk == before[person]] == [
        Person.objects.get(case=kept).pk
    ]


def test_cards_are_made_for_a_house_that_had_none(cast: Cast) -> None:
    the.a_case(cast)
    hidden = people.add_person(the.a_case(cast), by=cast.advocate, given="Luz")
    mark(hidden, "She asked for it.")
    Card.objects.all().delete()
    seen: list[tuple[int, int]] = []
    assert indexing.make_missing_cards(lambda done, of: seen.append((done, of))) == 3
    assert seen == [(3, 3)]
    assert on_cards() == expected()
    assert indexing.make_missing_cards() == 0


def test_cards_of_an_older_engine_are_made_anew(cast: Cast) -> None:
    the.a_case(cast)
    Card.objects.update(version=0)
    assert indexing.without_card().count() == 1
    assert indexing.make_missing_cards() == 1
    assert on_cards() == expected()


def test_nothing_of_a_card_stands_in_the_ledger(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    people.add_name(child, by=cast.advocate, given="Nahum")
    assert "nahum" not in str(list(Entry.objects.values())).lower()


def test_a_parent_who_may_not_be_traced_is_not_found_through_their_child(cast: Cast) -> None:
    one = the.a_case(cast)
    mother = people.add_person(one, by=cast.advocate, given="Marta", relationship="mother")
    child = Person.objects.get(case=one, is_child=True)
    assert features_on_card(child).mother == ("marta",)
    mark(mother, "She fled from the man who asks.")
    assert features_on_card(child).mother == ()
    assert description_of(child).mothers == ()
    mark(mother, "")
    assert features_on_card(child).mother == ("marta",)
