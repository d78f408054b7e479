"""Searches, leads and wishes to see more for the world of the access matrix; matches are given, not searched for."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from reencuentro.accounts.models import Role, User
from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions import cases, people
from reencuentro.casework.models import Case, Person
from reencuentro.engines.tracing.types import Evidence, Match
from reencuentro.tracing.actions import judging, knowing, leads, requests
from reencuentro.tracing.models import Lead, TracingRequest
from tests import cast as the

if TYPE_CHECKING:
    from .world import World

EVIDENCE = (
    Evidence("given", "spelling", 2.1),
    Evidence("surnames", "same", 3.4),
    Evidence("birth", "year", 1.2),
    Evidence("place", "differs", -0.6),
    Evidence("mother", "unknown", 0.0),
)


def things(world: "World", cast: the.Cast) -> dict[str, Any]:
    """A search with two leads, both sides of one may be seen, and a wish that waits for the people of this world."""
    third, elsewhere = _third_office(world, cast)
    father, child = world.things["person"], world.things["child"]
    request = _ask(world.case, father, by=world.advocate, do_not_tell="His brother.")
    lead = _lead(request, people.add_person(elsewhere, by=_counsel(elsewhere), given="Josefo"))
    granted = knowing.ask(lead, by=world.coordinator, because="To compare.")
    knowing.grant(granted, by=third)
    judging.judge(lead, "unsure", by=world.coordinator, because="Too little is known.")
    second = _lead(request, people.add_person(elsewhere, by=_counsel(elsewhere), given="Chepito"))
    closed = _ask(world.case, child, by=world.advocate, sought="sibling")
    requests.close(closed, by=world.advocate, because="A mistake.")
    theirs = _ask(elsewhere, Person.objects.get(case=elsewhere, is_child=True), by=_counsel(elsewhere))
    wish = knowing.ask(_lead(theirs, father), by=third, because="To compare.")
    return {
        "tracing_request": request,
        "closed_search": closed,
        "lead": lead,
        "own_wish": knowing.ask(second, by=world.coordinator, because="To compare."),
        "wish_to_answer": wish,
    }


def _ask(case: Case, person: Person, *, by: User, **more: Any) -> TracingRequest:
    return requests.ask(
        case, person, by=by, because="She asks for him.", without_consent="A small child.", **more
    )


def _lead(request: TracingRequest, person: Person) -> Lead:
    leads.note(request, [Found(person.pk, Match(1, 0.87, 6.1, EVIDENCE))], origin="search")
    requests.follow(request)
    return Lead.objects.get(request=request, found=person)


def _third_office(world: "World", cast: the.Cast) -> tuple[User, Case]:
    """A coordinator and a case of people whom nobody in this world works with."""
    key = uuid4().hex[:8]
    house, staff = the.organisation("partner", "Third Office", "US"), cast.coordinator.organisation
    assert staff is not None
    coordinator = the.person(Role.COORDINATOR, staff, f"third-coordinator-{key}")
    advocate = the.person(Role.ADVOCATE, house, f"third-advocate-{key}")
    case = cases.open_case(by=advocate, given="Tercera", surname1="Inventada", country="HN")
    cases.take_case(case, by=coordinator)
    return coordinator, case


def _counsel(case: Case) -> User:
    return case.opened_by
