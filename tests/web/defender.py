"""What the tests of the Defender's pages share: signed-in browsers, and a request with something to leak."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.actions import people, placements, requests, sponsors
from reencuentro.casework.models import Assignment, Offer, Person, Request
from tests import cast as the
from tests.cast import Cast

from .sign_in import as_

# Everything about the child and the family that must not be seen before, or by others, or ever.
NAMES = ("Nahum", "Quetzalteco", "Ñurinda", "Eusebio")
NEVER = ("A123456789", "Casa Esperanza", "1 Elm Street", "555-0100", "privileged")


def browser(user: User, language: str = "en") -> Client:
    client = as_(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def words(answer: Any) -> str:
    return answer.content.decode()


def a_full_request(cast: Cast, **changes: Any) -> Request:
    """A request with a facility, an A-number and a sponsor behind it, and three things released about the child."""
    case = the.a_case(cast, narrative="privileged", country=changes.get("country", "HN"))
    child = Person.objects.get(case=case)
    people.add_number(child, "a_number", "A123456789", by=cast.advocate)
    people.add_number(child, "DNI", "0601-2014-01234", by=cast.advocate)
    father = people.add_person(
        case, by=cast.advocate, given="Eusebio", surname1="Quetzalteco", relationship="father"
    )
    placements.place(case, by=cast.advocate, facility="Casa Esperanza", since=timezone.localdate())
    sponsors.name_sponsor(
        case,
        father,
        by=cast.advocate,
        category="1",
        relationship="father",
        address="1 Elm Street",
        contact="555-0100",
    )
    values: dict[str, Any] = {
        "subject": child,
        "municipality": "El Triunfo",
        "answers": {"child_full_name": "Nahum Isaí Quetzalteco", "folio": "112"},
        "never_tell": "The uncle Ramiro",
        "safe_hours": "8 to 16",
        "needed_by": timezone.localdate() + timedelta(days=12),
        "release": {child: ["names", "birth_date", "home_country_numbers"]},
    }
    return the.reviewed(cast, the.a_request(cast, case, **(values | changes)))


def offered(cast: Cast, **changes: Any) -> Offer:
    return the.offered(cast, a_full_request(cast, **changes))


def assigned(cast: Cast, **changes: Any) -> Assignment:
    return the.assigned(cast, offered(cast, **changes))


def withdraw(request: Request, cast: Cast) -> None:
    requests.withdraw(request, by=cast.advocate, because="No longer needed.")
