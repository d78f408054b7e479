"""Every page takes as many queries with 3 rows of everything as with 300, for everybody who may open it.

The pages are those of the access matrix (access.py), so a new page is measured as soon as it has its row there.
"""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast as the
from tests.web.access import EVERYBODY, ROWS
from tests.web.many import grow
from tests.web.test_access import address
from tests.web.world import World, build

FEW, MANY = 3, 300
A_ROW = 1000  # bytes; a page that grew by less did not get one row more
# One's own account: not in the matrix, but lists all the same.
OWN_LISTS = ("notices", "sessions")
# Pages that must have become longer: else there was nothing to count. (Lists of 25 a page grow from 3 to 25; the page
# of candidates shows the best few of however many, and the first page of the ledger is full from the beginning.)
LISTS = {
    "cases": "advocate coordinator",
    "case": "advocate child_advocate coordinator",
    "case_messages": "advocate coordinator",
    "request": "advocate coordinator",
    "person": "advocate",
    "obstacle": "advocate",
    "inbox": "coordinator",
    "alike": "advocate coordinator",
    "dashboard": "coordinator",
    "desk": "coordinator",
    "matching_weights": "administrator",
    "my_offers": "defender",
    "my_work": "defender",
    "assignment": "defender",
    "work_messages": "defender",
    "deliver": "defender",
    "people": "administrator",
    "person_account": "administrator",
    "organisations": "administrator",
    "organisation": "administrator",
    "outbox": "administrator",
    "erasures": "administrator",
    "tracing": "coordinator",
    "tracing_request": "coordinator",
    "tracing_ask": "advocate",
    "lead": "coordinator",
    "network": "coordinator",
    "network_person": "coordinator",
    "applications": "coordinator",
    "trainings": "coordinator",
    "training": "coordinator",
    "applicants": "administrator",
    "notices": "advocate coordinator defender administrator editor",
    "sessions": "administrator",
}

Visits = dict[tuple[str, str], tuple[int, int]]  # (page, who) -> queries, bytes


@pytest.fixture
def world(db: None) -> World:
    return build(the.people())


def visits(world: World) -> Visits:
    """One GET of every page by everybody who belongs there."""
    found: Visits = {}
    for name, row in ROWS.items():
        for who in sorted(row.who) if row.method == "GET" else ():
            found[name, who] = visit(world.person(who), address(name, row, world))
    for name in OWN_LISTS:
        for who in sorted(EVERYBODY):
            found[name, who] = visit(world.person(who), reverse(name))
    return found


def visit(user: Any, url: str) -> tuple[int, int]:
    """(queries, bytes of the answer). What the look has written is taken back."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
            size = len(b"".join(answer) if answer.streaming else answer.content)  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return len(queries), size


def test_every_page_takes_the_same_queries_with_3_and_with_300_rows(world: World) -> None:
    grow(world, FEW)
    few = visits(world)
    grow(world, MANY - FEW)
    take_stock()
    many = visits(world)
    grown = {
        page: (queries, many[page][0]) for page, (queries, _size) in few.items() if many[page][0] != queries
    }
    assert grown == {}
    expected = {(name, who) for name, people in LISTS.items() for who in people.split()}
    assert {page: sizes(few, many, page) for page in expected if many[page][1] < few[page][1] + A_ROW} == {}


def take_stock() -> None:
    """What a database in use does by itself: PostgreSQL plans by what it last counted, here in empty tables, and then
    tries every pair of rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def sizes(few: Visits, many: Visits, page: tuple[str, str]) -> tuple[int, int]:
    return few[page][1], many[page][1]
