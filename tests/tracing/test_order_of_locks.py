"""Rows are held in one order (tracing.actions._story): two who meet at one search wait, and never for each other."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reencuentro.casework.actions import people
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.models import Finding
from reencuentro.tracing.actions import attempts, requests
from reencuentro.tracing.actions._story import hold
from reencuentro.tracing.models import Judgement, TracingRequest
from tests import cast as the
from tests.cardindex.test_at_once import at_once

from .families import Family, a_family

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def family(transactional_db: None) -> Family:
    return a_family(the.people())


def somebody_waits() -> bool:
    """Another connection to this database waits for a row that somebody holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def test_opening_again_holds_the_search_before_its_case(family: Family) -> None:
    request = family.ask()
    requests.close(request, by=family.cast.advocate, because="A mistake.")
    with CaptureQueriesContext(connection) as queries:
        requests.reopen(request, by=family.cast.advocate)
    asked = [query["sql"] for query in queries]
    first = [
        next(place for place, sql in enumerate(asked) if f'FROM "{table}"' in sql)
        for table in ("tracing_tracingrequest", "casework_case")
    ]
    assert first == sorted(first)


@pytest.mark.postgres
def test_a_judgement_and_opening_again_at_once_do_not_wait_for_each_other(family: Family) -> None:
    lead = family.lead()
    assert lead.request is not None
    requests.close(lead.request, by=family.cast.advocate, because="A mistake.")
    held = threading.Event()

    def judge() -> None:
        with transaction.atomic():
            hold(lead)
            held.set()
            while not somebody_waits():
                pass
            Judgement.objects.create(
                case=lead.case,
                lead=lead,
                verdict="unsure",
                because="Same scar.",
                by=family.cast.coordinator,
                at=now(),
            )

    def reopen() -> None:
        request = TracingRequest.objects.select_related("case").get()
        held.wait()
        requests.reopen(request, by=family.cast.advocate)

    at_once(judge, reopen)
    assert (Judgement.objects.count(), TracingRequest.objects.get().state) == (1, "leads")


@pytest.mark.postgres
def test_whoever_writes_of_a_person_does_not_wait_for_who_changes_them_while_that_one_waits_for_the_ledger(
    family: Family,
) -> None:
    request = family.ask()
    held, written = threading.Event(), threading.Event()

    def name() -> None:
        with transaction.atomic():
            lock(family.father)
            held.set()
            while not (somebody_waits() or written.is_set()):
                pass
            people.add_name(family.father, by=family.cast.coordinator, given="Wences")

    def reached() -> None:
        held.wait()
        attempts.add(request, by=family.cast.advocate, where="town", outcome="reached", on=today())
        written.set()

    at_once(name, reached)
    assert (Finding.objects.count(), family.father.names.count()) == (1, 2)
