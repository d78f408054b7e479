"""What the pages that ask for a document need to know."""

from uuid import UUID

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Disclosure, Obstacle, Person, Request

from .visible import requests_of


def for_asking(case: Case) -> tuple[list[Person], list[Obstacle]]:
    """The people whom a request can be about, and the obstacles that still stand. Three queries."""
    people = Person.objects.filter(case=case).prefetch_related("names")
    obstacles = Obstacle.objects.filter(case=case, state__in=["standing", "being_removed"])
    return list(people), list(obstacles)


def sent_by(user: User, client_id: str) -> Request | None:
    """The request that this form has already become; None for a form that was not sent yet."""
    try:
        sent = UUID(client_id)
    except ValueError:
        return None
    return requests_of(user).filter(client_id=sent).first()


def released_to_defender(request: Request) -> tuple[dict[UUID, list[str]], str]:
    """{person id: items}, and the excerpt of the story, as counsel released them for this request."""
    rows = list(Disclosure.objects.filter(request=request))
    excerpts = [row.excerpt for row in rows if row.excerpt]
    return {row.person_id: row.items for row in rows}, excerpts[0] if excerpts else ""
