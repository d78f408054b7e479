"""The search that goes on by itself: every new or changed card is compared with every living search, both ways.

A round costs about as many searches of the index as cards have changed. When more have changed than there are searches,
such as after the index was built anew, every search is made once more instead.
"""

import logging
from uuid import UUID

from django.db import transaction

from reencuentro.cardindex import searching as index
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.searching import Found
from reencuentro.casework.models import Person
from reencuentro.casework.states import NotNow
from reencuentro.tracing.models import Round, TracingRequest
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.requests import living, searchable

from . import door, searching

AT_ONCE = 100  # searches of the index in one round, about: the worker's other duties wait meanwhile

logger = logging.getLogger(__name__)


def go_round() -> int:
    """One round; returns how many leads were found. While the index is away nothing is lost: the next round goes on."""
    try:
        return _compare_changed() + _search_waiting()
    except IndexAway:
        logger.warning("The search that goes on by itself waits for the index")
        return 0


def _search_waiting() -> int:
    """Searches that could not be made when they were asked for, or are to be made once more."""
    waiting = list(searchable().filter(searched_at=None)[:AT_ONCE])
    return sum(_write_down(request, searching.find(request)) for request in waiting)


def _compare_changed() -> int:
    seen = Round.objects.get_or_create(pk=Round.ONLY)[0].seen
    pending = index.changed_since(seen)
    if len(pending) > max(AT_ONCE, living().count()):
        _search_all_again(pending[-1][0])
        return 0
    return sum(_compare(number, person) for number, person in pending[:AT_ONCE])


@transaction.atomic
def _search_all_again(newest: int) -> None:
    if _mark(newest):
        living().update(searched_at=None)


def _compare(number: int, person_id: UUID) -> int:
    """Leads and the mark that this card is done are written together: killed in between, it begins anew."""
    person = Person.objects.filter(pk=person_id, case__erased_at=None).select_related("case").first()
    concerned = finding_people.requests_that_may_fit(person, living()) if person else []
    answers = [(request, searching.find(request)) for request in concerned]
    alike = door.find(person) if person else []
    with transaction.atomic():
        if not _mark(number):
            return 0
        leads = sum(_write_down(request, found) for request, found in answers)
        return leads + (door.look_again(person, alike) if person else 0)


def _mark(number: int) -> bool:
    """This card is done, once the transaction ends. False when another worker was faster."""
    return bool(Round.objects.filter(pk=Round.ONLY, seen__lt=number).update(seen=number))


def _write_down(request: TracingRequest, found: tuple[Found, ...]) -> int:
    try:
        return searching.write_down(request, found, by=None, origin="standing")
    except NotNow:  # closed meanwhile
        return 0
