"""The inbox: what waits, by clock, without any identity; and what a coordinator does from there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reencuentro.casework.actions import cases, clocks, fees, requests
from reencuentro.casework.models import CaseMember
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def ask(cast, case, **changes):
    values = {"service": "civil_registry_extract", "document": "birth_certificate", "country": "HN"}
    return requests.ask(case, by=cast.advocate, **(values | changes))


def inbox(cast, query: str = "", who: str = "coordinator"):
    return as_(getattr(cast, who)).get(reverse("inbox") + query)


def refs(page) -> list[str]:
    return [line.row.ref for line in page.context["lines"]]


def test_no_identity_stands_in_it(cast):
    case = the.a_case(cast)
    row = ask(cast, case, department="HN.02", municipality="El Triunfo", answers={"full_name": "Nahum Isaí"})
    text = inbox(cast).content.decode()
    assert row.ref in text
    assert "Choluteca" in text
    assert not any(secret in text for secret in (*the.CHILD.values(), "El Triunfo"))


def test_the_critical_and_the_soonest_stand_first(cast):
    today = timezone.localdate()
    late, soon, none = (the.a_case(cast, birth_date=None) for _ in range(3))
    clocks.set_clock(late, "Hearing", today + timedelta(days=30), by=cast.advocate)
    rows = {
        "late": ask(cast, late),
        "none": ask(cast, none),
        "soon": ask(cast, soon, needed_by=today + timedelta(days=3)),
    }
    assert refs(inbox(cast)) == [rows["soon"].ref, rows["late"].ref, rows["none"].ref]
    cases.mark_medically_urgent(none, True, by=cast.advocate, because="Surgery")
    assert refs(inbox(cast))[0] == rows["none"].ref


def test_each_tab_holds_and_counts_what_waits_there(cast):
    case = the.a_case(cast)
    to_review = ask(cast, case)
    to_match = the.reviewed(cast, the.a_request(cast, case))
    to_check = the.delivered(
        cast, the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, case))))
    )
    work = the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, case))))
    fees.ask_fee(work, by=cast.defender, amount=Decimal("9000"), currency="HNL", what="Lawyer")
    expected = {
        "review": [to_review.ref],
        "match": [to_match.ref],
        "check": [to_check.assignment.request.ref],
        "fees": [work.request.ref],
    }
    for tab, wanted in expected.items():
        page = inbox(cast, f"?tab={tab}")
        assert refs(page) == wanted, tab
        assert {key: count for key, _, _, count in page.context["tabs"]}[tab] == 1
    assert len(refs(inbox(cast))) == 4


def test_taking_a_case_opens_it_and_says_who_holds_it(cast):
    case = the.a_case(cast)
    row = ask(cast, case)
    assert as_(cast.coordinator).get(reverse("request", args=[row.pk])).status_code == 404
    taken = as_(cast.coordinator).post(reverse("request_take", args=[row.pk]), follow=True)
    assert "Nahum" in taken.content.decode()
    assert CaseMember.objects.filter(case=case, user=cast.coordinator, part="coordinator").count() == 1
    assert cast.coordinator.full_name in inbox(cast, who="other_coordinator").content.decode()


@pytest.mark.parametrize("who", ["advocate", "stranger", "defender", "administrator", "editor"])
def test_only_coordinators_have_an_inbox(cast, who):
    row = ask(cast, the.a_case(cast))
    assert inbox(cast, who=who).status_code == 404
    assert as_(getattr(cast, who)).post(reverse("request_take", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?country=HN", True),
        ("?country=GT", False),
        ("?state=asked", True),
        ("?state=offered", False),
        ("?late", False),
        ("?partner=not-an-id", True),
        ("?tab=nonsense", True),
        ("?page=99", True),
    ],
)
def test_filters_lead_to_the_requests_behind_a_number(cast, query, there):
    row = ask(cast, the.a_case(cast))
    assert (row.ref in refs(inbox(cast, query))) is there


def test_an_empty_inbox_says_so_and_a_filter_without_result_says_something_else(cast):
    assert "Nothing waits here" in inbox(cast).content.decode()
    assert "Nothing fits these filters" in inbox(cast, "?country=GT").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(cast):
    def grow(count: int) -> int:
        case = the.a_case(cast)
        cases.take_case(case, by=cast.coordinator)
        for _ in range(count):
            ask(cast, case)
        browser = as_(cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("inbox"))
        return len(queries)

    assert grow(3) == grow(30)


def test_an_ended_case_waits_for_nobody(cast):
    case = the.a_case(cast)
    row = ask(cast, case)
    requests.withdraw(row, by=cast.advocate, because="Found")
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate())
    assert refs(inbox(cast)) == []


# --- triage ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(cast):
    return the.a_request(cast)


def post(cast, row, name: str, **data):
    return as_(cast.coordinator).post(reverse(name, args=[row.pk]), data)


def test_review_sets_urgency_ceiling_and_day(cast, asked):
    day = timezone.localdate() + timedelta(days=20)
    given = {"urgency": "high", "because": "Hearing", "ceiling": "800",
             "needed_by_0": day.day, "needed_by_1": day.month, "needed_by_2": day.year}  # fmt: skip
    assert post(cast, asked, "request_review", **given).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.urgency, asked.ceiling, asked.needed_by) == (
        "reviewed",
        "high",
        Decimal("800"),
        day,
    )


def test_a_medically_urgent_case_cannot_be_triaged_lower(cast, asked):
    cases.mark_medically_urgent(asked.case, True, by=cast.advocate, because="Surgery")
    refused = post(cast, asked, "request_review", urgency="normal")
    assert "every request in it is critical" in refused.content.decode()


def test_a_question_and_a_refusal_reach_the_advocate(cast, asked):
    post(cast, asked, "request_ask_back", because="Which folio?")
    asked.refresh_from_db()
    assert (asked.state, asked.question) == ("needs_answer", "Which folio?")
    other = the.a_request(cast, asked.case)
    post(cast, other, "request_decline", because="Outside the five countries.")
    other.refresh_from_db()
    assert other.state == "cannot_help"
    page = as_(cast.advocate).get(reverse("request", args=[other.pk])).content.decode()
    assert "Outside the five countries." in page
