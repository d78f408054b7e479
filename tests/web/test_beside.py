"""A search in the network's files and a request to find the same person abroad lead to each other."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, people
from reencuentro.casework.actions import requests as casework
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Request
from reencuentro.tracing.actions import requests
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries.beside import searches_beside
from tests import cast as the
from tests.tracing.families import Family, a_family

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return a_family(the.people())


def to_find(family: Family, **changes: Any) -> Request:
    values: dict[str, Any] = {"service": "locate_person", "country": "HN", "department": "HN.02"}
    values |= {"subject": family.father, "why": "The child asks for him."}
    return casework.ask(family.case, by=family.cast.advocate, **(values | changes))


def links(user: User, page: str, row: Any, to: str, other: Any) -> bool:
    answer = as_(user).get(reverse(page, args=[row.pk]))
    assert answer.status_code == 200
    return reverse(to, args=[other.pk]) in answer.content.decode()


@pytest.mark.parametrize("who", ["advocate", "coordinator"])
def test_each_page_leads_to_the_other(family: Family, who: str) -> None:
    request, search = to_find(family), family.ask()
    user = getattr(family.cast, who)
    assert links(user, "request", request, "tracing_request", search)
    assert links(user, "tracing_request", search, "request", request)


def test_who_may_not_see_the_search_reads_the_same_page_as_without_one(family: Family) -> None:
    cast = family.cast
    cases.add_member(
        family.case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed."
    )
    request = to_find(family)

    def seen() -> tuple[bool, bool, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = as_(cast.child_advocate).get(reverse("request", args=[request.pk]))
        text = answer.content.decode()
        return "In the files of the network" in text, "tracing" in text, len(queries)

    before = seen()
    search = family.ask()
    assert links(cast.advocate, "request", request, "tracing_request", search)  # there is something to hide
    assert (seen(), before[:2]) == (before, (False, False))


def test_a_search_opened_from_a_request_keeps_the_link_also_for_somebody_whom_it_does_not_name(
    family: Family,
) -> None:
    request = to_find(family, subject=None)
    page = as_(family.cast.advocate).get(reverse("request", args=[request.pk])).content.decode()
    way = f"{reverse('tracing_ask', args=[family.case.code])}?request={request.pk}"
    assert way in page
    form = as_(family.cast.advocate).get(way).content.decode()
    assert f'name="came_from" value="{request.pk}"' in form
    given = {
        "person": family.father.pk,
        "sought": "person",
        "because": "He can receive the child.",
        "without_consent": "The child is two years old.",
        "came_from": request.pk,
    }
    as_(family.cast.advocate).post(reverse("tracing_ask", args=[family.case.code]), given)
    search = TracingRequest.objects.get()
    assert search.came_from == request
    assert links(family.cast.advocate, "request", request, "tracing_request", search)
    assert links(family.cast.advocate, "tracing_request", search, "request", request)


def test_the_person_of_the_request_is_chosen_already(family: Family) -> None:
    request = to_find(family)
    page = as_(family.cast.advocate).get(reverse("request", args=[request.pk])).content.decode()
    assert f"?request={request.pk}&amp;person={family.father.pk}" in page


def test_a_request_of_another_kind_says_nothing_of_searches(family: Family) -> None:
    family.ask()
    other = to_find(family, service="civil_registry_extract", document="birth_certificate")
    assert searches_beside(other, family.cast.advocate) == []
    page = as_(family.cast.advocate).get(reverse("request", args=[other.pk])).content.decode()
    assert "In the files of the network" not in page


def test_a_search_comes_from_a_request_of_its_case_to_find_this_person_and_from_no_other(
    family: Family,
) -> None:
    elsewhere = the.a_case(family.cast, given="Perla")
    aunt = people.add_person(family.case, by=family.cast.advocate, given="Otilia", surname1="Ramos")
    wrong = [
        to_find(family, service="civil_registry_extract", document="birth_certificate"),
        to_find(family, subject=aunt),
        casework.ask(elsewhere, by=family.cast.advocate, service="locate_person", country="HN", why="x"),
    ]
    for request in wrong:
        with pytest.raises(Invalid) as refused:
            family.ask(came_from=request)
        assert refused.value.field == "person"
    assert not TracingRequest.objects.exists()


@pytest.mark.parametrize("who", ["advocate", "coordinator"])
def test_both_pages_take_the_same_queries_with_one_and_with_three(family: Family, who: str) -> None:
    request, search = to_find(family), family.ask()
    user = getattr(family.cast, who)

    def counted() -> list[int]:
        found = []
        for page, row in (("request", request), ("tracing_request", search)):
            client = as_(user)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(page, args=[row.pk]))
            found.append(len(queries))
        return found

    few = counted()
    for _ in range(2):
        to_find(family)
        requests.close(
            TracingRequest.objects.exclude(state="closed").get(), by=family.cast.advocate, because="x"
        )
        family.ask()
    assert counted() == few
