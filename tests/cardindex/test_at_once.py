"""Several writers at the same moment, each with a connection of its own: nothing is lost and nobody waits for ever."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from reencuentro.audit import log
from reencuentro.cardindex import building, cards, keeping, searching, shelving
from reencuentro.cardindex.models import Card, Slip
from reencuentro.engines.tracing.features import decode
from reencuentro.engines.tracing.types import Description
from reencuentro.vault import boxes
from reencuentro.vault.models import Box

from .persons import IRIS, LUZ, WENDY, described
from .test_stored import on_shelves, should_stand

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


@pytest.fixture
def box(transactional_db: None, settings: Any) -> Box:
    settings.INDEX = "stored"
    return boxes.create("case")


def at_once(*acts: Callable[[], object]) -> None:
    """Runs them together; raises what one of them raised."""
    start, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - raised again below
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


@transaction.atomic
def write(person: UUID, box: Box, description: Description) -> None:
    """As an action does it: the card, then the ledger."""
    keeping.keep(person, box.pk, description)
    log.record("person.change", by="system", about="test")


def test_who_writes_one_person_at_the_same_moment_leaves_one_card(box: Box) -> None:
    building.build()
    for _round in range(ROUNDS):
        person = uuid4()
        at_once(*(partial(write, person, box, each) for each in (WENDY, IRIS, LUZ)))
        assert Card.objects.filter(person=person).count() == 1
    shelving.put_away_all()
    assert on_shelves() == should_stand()


def test_two_writers_two_who_put_away_and_a_build_lose_nothing(box: Box) -> None:
    """Everybody writes on the same few shelves."""
    building.build()
    persons = [uuid4() for _each in range(2 * ROUNDS)]

    def work(mine: list[UUID], name: str) -> Callable[[], None]:
        def run() -> None:
            for number, person in enumerate(mine):
                write(person, box, described(f"{name}{number}"))
                write(person, box, described(f"{name}{number}", "Xol"))

        return run

    def put_away() -> None:
        for _round in range(ROUNDS):
            shelving.put_away_all()

    at_once(
        work(persons[:ROUNDS], "ana"),
        work(persons[ROUNDS:], "eva"),
        put_away,
        put_away,
        lambda: building.build(),
    )
    shelving.put_away_all()
    assert (on_shelves(), Slip.objects.count()) == (should_stand(), 0)
    held = {card.person: decode(cards.opened(card)).surnames for card in Card.objects.all()}
    assert held == dict.fromkeys(persons, ("xol",))


def test_an_erasure_and_a_writer_do_not_wait_for_each_other(box: Box) -> None:
    building.build()
    gone = [uuid4() for _each in range(ROUNDS)]
    for person in gone:
        write(person, box, WENDY)

    @transaction.atomic
    def erase() -> None:
        keeping.forget(gone)
        log.record("case.erase", by="system", about="test")

    @transaction.atomic
    def write_twice() -> None:
        """As an action made of actions does it: the ledger is held when the second card is written."""
        write(uuid4(), box, IRIS)
        write(uuid4(), box, LUZ)

    at_once(erase, write_twice, write_twice)
    shelving.put_away_all()
    assert on_shelves() == should_stand()
    assert Card.objects.filter(sealed=b"").count() == ROUNDS


@pytest.mark.postgres
def test_numbers_that_are_committed_late_are_waited_for(box: Box) -> None:
    """A round that looks while a lower number is not committed yet must not go past it."""
    taken, may_end = threading.Event(), threading.Event()
    seen: list[list[tuple[int, UUID]]] = []
    late, early = uuid4(), uuid4()

    @transaction.atomic
    def slow() -> None:
        keeping.keep(late, box.pk, WENDY)
        taken.set()
        may_end.wait(timeout=30)

    def quick() -> None:
        taken.wait(timeout=30)
        write(early, box, IRIS)
        looking = threading.Thread(target=look)
        looking.start()
        may_end.set()
        looking.join()

    def look() -> None:
        seen.append(searching.changed_since(0))
        connection.close()

    at_once(slow, quick)
    assert [person for _number, person in seen[0]] == [late, early]
