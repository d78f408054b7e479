"""What every story of the demo world knows: the people, the days, and a few acts that all of them need."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, TypeAlias, TypeVar

from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.casework.actions import cases, offers, placements
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, Offer, Person, Request
from reencuentro.network.queries.candidates import candidates
from reencuentro.network.queries.estimates import estimate

from .people import People
from .timeline import Days


@dataclass(frozen=True)
class World:
    """`cases`: those that more than one story speaks of, by a key."""

    people: People
    days: Days
    cases: dict[str, Case] = field(default_factory=dict)

    def __getitem__(self, key: str) -> User:
        return self.people[key]


# A piece of a story: yields the moments at which it goes on, and returns what came of it.
Result = TypeVar("Result")
Chapter: TypeAlias = Generator[datetime, None, Result]


def chance(seed: str) -> Random:
    """Always the same luck for the same seed."""
    return Random(seed)  # noqa: S311 (invents people, keeps no secrets)


def open_case(*, by: User, coordinator: User, facility: str, where: str, **child: Any) -> Case:
    """The advocate opens the case and says where the child is held; a coordinator takes it."""
    case: Case = cases.open_case(by=by, **child)
    since = child["custody_since"]
    placements.place(case, by=by, facility=facility, where=where, since=since, contact="+1 000 000 0000")
    cases.take_case(case, by=coordinator)
    return case


def child_of(case: Case) -> Person:
    return Person.objects.get(case=case, is_child=True)


def offer_to(
    defender: User, request: Request, *, by: User, because: str = "", answer_by: datetime | None = None
) -> Offer:
    """As on the page: the coordinator has seen the ranking, which is kept with the offer."""
    ranking = candidates(request, now()).ranking()
    profile = DefenderProfile.objects.get(user=defender)  # what they said since they joined
    made: Offer = offers.offer(
        request,
        defender,
        by=by,
        because=because,
        ranking=ranking,
        answer_by=answer_by,
        **estimate(profile, request)._asdict(),
    )
    return made
