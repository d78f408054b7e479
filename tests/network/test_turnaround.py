"""What is observed, when it is learnt from, and that pages only read it."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, deliveries, erasure, requests, work
from reencuentro.casework.clockwork import telling
from reencuentro.engines.turnaround import Observation, Turnaround
from reencuentro.network.actions import rounds
from reencuentro.network.actions import turnaround as learning
from reencuentro.network.models import TurnaroundFit
from reencuentro.network.queries import turnaround
from reencuentro.network.queries.candidates import candidates
from reencuentro.reference import matching_policy
from tests import cast as the

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEGAN = NOW - timedelta(days=40)


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def begun(cast: the.Cast, at: datetime = BEGAN):
    with telling(at):
        return the.assigned(cast)


def observed(defender, days: float, *, delivered: bool) -> Observation:
    return Observation("birth_certificate", "HN", "HN.02", str(defender.pk), days, delivered)


def test_running_work_counts_until_now(cast):
    begun(cast)
    assert turnaround.observations(NOW) == [observed(cast.defender, 40, delivered=False)]


def test_delivered_work_counts_until_its_first_delivery(cast):
    assignment = begun(cast)
    with telling(BEGAN + timedelta(days=9, hours=12)):
        delivery = the.delivered(cast, assignment)
    with telling(BEGAN + timedelta(days=11)):
        deliveries.send_back(delivery, by=cast.coordinator, because="The seal is missing.")
    assert turnaround.observations(NOW) == [observed(cast.defender, 9.5, delivered=True)]


def test_work_handed_back_counts_until_then(cast):
    assignment = begun(cast)
    with telling(BEGAN + timedelta(days=3)):
        work.hand_back(assignment, by=cast.defender, because="The office is closed.")
    assert turnaround.observations(NOW) == [observed(cast.defender, 3, delivered=False)]


def test_what_was_not_yet_so_at_that_time_does_not_count(cast):
    assignment = begun(cast)
    with telling(BEGAN + timedelta(days=9)):
        the.delivered(cast, assignment)
    then = BEGAN + timedelta(days=5)
    assert turnaround.observations(then) == [observed(cast.defender, 5, delivered=False)]
    assert turnaround.observations(BEGAN - timedelta(days=1)) == []


def test_work_of_an_erased_case_still_counts(cast):
    assignment = begun(cast)
    case = assignment.case
    with telling(BEGAN + timedelta(days=3)):
        work.hand_back(assignment, by=cast.defender, because="The office is closed.")
    assignment.request.refresh_from_db()
    requests.withdraw(assignment.request, by=cast.advocate, because="It came by another way.")
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate())
    erasure.ask_to_erase(case, by=cast.advocate, because="Retention.")
    erasure.erase(case, by=cast.administrator)
    assert turnaround.observations(NOW) == [observed(cast.defender, 3, delivered=False)]


def test_observing_takes_two_queries_with_one_and_with_three(cast):
    for count in (1, 2):
        for _ in range(count):
            begun(cast)
        with CaptureQueriesContext(connection) as queries:
            turnaround.observations(NOW)
        assert len(queries) == 2


def test_with_19_pieces_of_work_nothing_is_fitted_and_the_catalogue_speaks(cast):
    rows(cast, 19)
    assert learning.fit_once_a_day(NOW) == 0
    assert turnaround.current(NOW) == matching_policy.prior()


def test_with_20_it_is_fitted_once_a_day_and_recorded(cast):
    rows(cast, 20)
    assert [learning.fit_once_a_day(NOW), learning.fit_once_a_day(NOW)] == [1, 0]
    assert learning.fit_once_a_day(NOW + timedelta(days=1)) == 1
    kept = list(TurnaroundFit.objects.values_list("day", "observations"))
    assert kept == [(timezone.localdate(NOW + timedelta(days=days)), 20) for days in (1, 0)]
    entry = Entry.objects.filter(verb="turnaround.fit").earliest("seq")
    assert (entry.actor, entry.details["observations"]) == ("system", 20)


def test_the_worker_fits(cast):
    rows(cast, 20)
    assert [rounds.go_round(), rounds.go_round()] == [1, 0]


def test_the_newest_fit_of_that_time_speaks(cast):
    rows(cast, 20)
    learning.fit_once_a_day(NOW)
    assert turnaround.current(NOW - timedelta(hours=1)) == matching_policy.prior()
    found = turnaround.current(NOW)
    assert isinstance(found, Turnaround)
    assert found.as_json() == json.loads(TurnaroundFit.objects.get().parameters)
    assert turnaround.current(NOW + timedelta(days=30)) == found


def test_a_fit_of_another_version_is_passed_over():
    TurnaroundFit.objects.create(day=NOW.date(), made_at=NOW, observations=20, parameters='{"version": 0}')
    assert turnaround.current(NOW) == matching_policy.prior()


def test_the_list_of_candidates_follows_what_was_learnt(cast):
    request = the.reviewed(cast)
    before = candidates(request, NOW).options[0].eta[1]
    rows(cast, 20)
    learning.fit_once_a_day(NOW)
    assert before < 6  # the registry's own days
    assert candidates(request, NOW).options[0].eta[1] > 15  # what it took: forty days and still not there


def rows(cast: the.Cast, number: int) -> None:
    """So many pieces of work of one case, begun 40 days ago and still running."""
    with telling(BEGAN):
        case = the.a_case(cast)
        for _ in range(number):
            the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, case))))
