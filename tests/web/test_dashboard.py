"""The dashboard: exact counts, no identity, each number a link to what is behind it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reencuentro.casework.actions import clocks, requests
from reencuentro.casework.queries.dashboard import dashboard
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def count(cast):
    return dashboard(cast.coordinator, timezone.now(), timezone.localdate())


def test_every_figure_is_exact(cast):
    today = timezone.localdate()
    case = the.a_case(cast, custody_since=today - timedelta(days=121))
    the.a_case(cast, custody_since=None)
    clocks.set_clock(case, "Hearing", today - timedelta(days=1), by=cast.advocate)
    clocks.set_clock(case, "Visit", today - timedelta(days=2), by=cast.advocate)
    the.a_request(cast, case)
    the.offered(cast, the.reviewed(cast, the.a_request(cast, case)))
    found = count(cast)
    assert (found.cases, found.to_review, found.offers_open, found.offers_late, found.late_clocks) == (
        2,
        1,
        1,
        0,
        1,
    )
    assert {state: n for state, n in found.by_state.items() if n} == {"asked": 1, "offered": 1}
    assert found.by_country == {"HN": 2}
    assert [n for _, _, n in found.in_custody] == [0, 0, 0, 1, 0]
    assert found.custody_unknown == 1
    assert [(share.urgent, share.reviewed, share.percent) for share in found.shares] == [(1, 1, 100)]


def test_an_ended_case_is_counted_nowhere(cast):
    row = the.a_request(cast)
    requests.withdraw(row, by=cast.advocate, because="Found")
    from reencuentro.casework.actions import cases

    cases.end_case(row.case, "released", by=cast.advocate, ended_on=timezone.localdate())
    found = count(cast)
    assert (found.cases, sum(found.by_state.values())) == (0, 0)


def test_the_page_names_nobody_and_links_each_number(cast):
    the.a_request(cast)
    text = as_(cast.coordinator).get(reverse("dashboard")).content.decode()
    assert "1 child waits" in text
    assert "?tab=review" in text
    assert "?state=asked" in text
    assert "?country=HN" in text
    assert not any(name in text for name in the.CHILD.values())


@pytest.mark.parametrize("who", ["advocate", "defender", "administrator", "editor"])
def test_only_for_coordinators(cast, who):
    assert as_(getattr(cast, who)).get(reverse("dashboard")).status_code == 404


def test_an_empty_initiative_has_a_page_too(cast):
    text = as_(cast.coordinator).get(reverse("dashboard")).content.decode()
    assert "0 children wait" in text
    assert "No living request." in text


def test_the_number_of_queries_does_not_grow(cast):
    def grow(rows: int) -> int:
        case = the.a_case(cast)
        for _ in range(rows):
            the.a_request(cast, case)
        browser = as_(cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("dashboard"))
        return len(queries)

    assert grow(3) == grow(30)
