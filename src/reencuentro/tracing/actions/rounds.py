"""The search that goes on by itself: every new or changed card is compared with every living search, both ways.

A round costs about as many searches of the index as cards have changed. When more have changed than there are searches,
such as after the index was built anew, every search is made once more instead, and the door looks at some in each
round. Whoever has asked the index too often (queries.limits) learns nothing from what they write until the hour is
over: others find the person at once, the person's own side is compared later.
"""

import logging
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from reencuentro.cardindex import searching as index
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.searching import Found
from reencuentro.casework.models import Case, Person
from reencuentro.casework.states import NotNow
from reencuentro.tracing.models import Round, TracingRequest, Waiting
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.limits import rests
from reencuentro.tracing.queries.requests import living, searchable

from . import door, searching

Row = TypeVar("Row", bound=Model)

AT_ONCE = 100  # searches of the index in one round, about: the worker's other duties wait meanwhile

AT_HAND = 1_000  # of what waits: looked through for those whose case does not rest

logger = logging.getLogger(__name__)


def go_round() -> int:
    """One round; returns how many leads were found. While the index is away nothing is lost: the next round goes on."""
    try:
        return _compare_changed() + _search_waiting() + _compare_waiting()
    except IndexAway:
        logger.warning("The search that goes on by itself waits for the index")
        return 0


# --- what waits ------------------------------------------------------------------------------------------------


def _search_waiting() -> int:
    """Searches that could not be made when they were asked for, or are to be made once more."""
    waiting = _whose_case_does_not_rest(searchable().filter(searched_at=None), lambda request: request.case)
    return sum(_write_down(request, searching.find(request)) for request in waiting)


def _compare_waiting() -> int:
    """Those who were left for later at the door."""
    Waiting.objects.filter(person__case__erased_at__isnull=False).delete()
    rows = Waiting.objects.select_related("person__case")
    return sum(map(_at_the_door, _whose_case_does_not_rest(rows, lambda row: row.person.case)))


def _whose_case_does_not_rest(rows: QuerySet[Row], case_of: Callable[[Row], Case]) -> list[Row]:
    """The first of them; the others wait until the hour is over in which somebody asked too often."""
    return list(islice((row for row in rows[:AT_HAND] if not rests(case_of(row))), AT_ONCE))


def _at_the_door(row: Waiting) -> int:
    alike = door.find(row.person)
    with transaction.atomic():
        done, _rows = Waiting.objects.filter(pk=row.pk).delete()
        return door.look_again(row.person, alike) if done else 0  # else another worker was faster


# --- what changed ----------------------------------------------------------------------------------------------


def _compare_changed() -> int:
    seen = Round.objects.get_or_create(pk=Round.ONLY)[0].seen
    pending = index.changed_since(seen)
    if len(pending) > max(AT_ONCE, living().count()):
        _all_again(pending)
        return 0
    return sum(_compare(number, person) for number, person in pending[:AT_ONCE])


def _all_again(pending: list[tuple[int, UUID]]) -> None:
    """Too many changed for one round: every search is made once more, and whoever changed waits at the door.

    In small parts, as there may be very many; killed before the mark it begins anew and doubles nothing.
    """
    for start in range(0, len(pending), AT_HAND):
        some = [person for _number, person in pending[start : start + AT_HAND]]
        _let_wait(Person.objects.filter(pk__in=some, case__erased_at=None))
    newest, _person = pending[-1]
    with transaction.atomic():
        if _mark(newest):
            living().update(searched_at=None)


def _let_wait(people: Iterable[Person]) -> None:
    Waiting.objects.bulk_create([Waiting(person=person) for person in people], ignore_conflicts=True)


def _compare(number: int, person_id: UUID) -> int:
    """Killed before the mark that this card is done, it begins anew and finds its leads written.

    Each search is written on its own: whoever holds the head of the ledger must not wait for the next search.
    """
    person = Person.objects.filter(pk=person_id, case__erased_at=None).select_related("case").first()
    later = person is not None and rests(person.case)
    concerned = finding_people.requests_that_may_fit(person, living(), own=not later) if person else []
    answers = [(request, searching.find(request)) for request in concerned]
    alike = door.find(person) if person and not later else []
    if Round.objects.filter(pk=Round.ONLY, seen__gte=number).exists():
        return 0  # another worker was faster
    found = sum(_write_down(request, hits) for request, hits in answers)
    if person and later:
        _leave_for_later(person)
    elif person:
        found += door.look_again(person, alike)
    _mark(number)
    return found


@transaction.atomic
def _leave_for_later(person: Person) -> None:
    """Others have found this person if they look for them. What the person's own side would learn waits."""
    living().filter(person=person).update(searched_at=None)
    _let_wait([person])


def _mark(number: int) -> bool:
    """This card is done, once the transaction ends. False when another worker was faster."""
    return bool(Round.objects.filter(pk=Round.ONLY, seen__lt=number).update(seen=number))


def _write_down(request: TracingRequest, found: tuple[Found, ...]) -> int:
    try:
        return searching.write_down(request, found, by=None, origin="standing")
    except NotNow:  # closed meanwhile
        return 0
