"""What every story of the demo world knows: the people, the days, and a few acts that all of them need."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, offers, placements
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, Offer, Person, Request
from reencuentro.casework.queries.candidates import candidates

from .people import People
from .timeline import Days, Story


@dataclass(frozen=True)
class World:
    people: People
    days: Days

    def __getitem__(self, key: str) -> User:
        return self.people[key]


Teller = Callable[[World], Story]
Chapter = Iterator[datetime]


def open_case(*, by: User, coordinator: User, facility: str, where: str, **child: Any) -> Case:
    """The advocate opens the case and says where the child is held; a coordinator takes it."""
    case: Case = cases.open_case(by=by, **child)
    placements.place(
        case,
        by=by,
        facility=facility,
        where=where,
        since=child["custody_since"],
        contact="case manager, +1 000 000 0000",
    )
    cases.take_case(case, by=coordinator)
    return case


def child_of(case: Case) -> Person:
    return Person.objects.get(case=case, is_child=True)


def offer_to(
    defender: User, request: Request, *, by: User, because: str = "", answer_by: datetime | None = None
) -> Offer:
    """As on the page: the coordinator has seen the ranking, which is kept with the offer."""
    ranking = candidates(request, now()).ranking()
    made: Offer = offers.offer(
        request, defender, by=by, because=because, ranking=ranking, answer_by=answer_by
    )
    return made
