"""Who sees what, and in how many queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from reencuentro.casework.actions import cases, clocks, people, placements, sponsors, work
from reencuentro.casework.models import Obstacle, Person, Request
from reencuentro.casework.queries import case_page, inbox, visible, work_sheet
from reencuentro.engines.partial_date import PartialDate
from tests import cast as the
from tests.cast import Cast

SECRETS = ("A123456789", "Casa Esperanza", "1 Elm Street", "555-0100", "privileged")


def furnished(cast: Cast) -> Request:
    """A case with everything that a Defender must never see, and a request that releases three items."""
    case = the.a_case(cast, narrative="privileged")
    child = Person.objects.get(case=case)
    people.add_number(child, "a_number", "A123456789", by=cast.advocate)
    people.add_number(child, "DNI", "0601-2014-01234", by=cast.advocate)
    father = people.add_person(
        case,
        by=cast.advocate,
        given="José",
        surname1="Quetzalteco",
        relationship="father",
        last_known="Ask at the mill.",
        unlocated=True,
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
    return the.a_request(
        cast,
        case,
        subject=child,
        municipality="El Triunfo",
        answers={"child_full_name": "Nahum Isaí Quetzalteco", "unknown_key": "x"},
        release={child: ["names", "birth_date", "home_country_numbers", "kinship"], father: ["last_known"]},
        excerpt="He remembers the mill.",
    )


def everything(value: Any) -> str:
    """All text that can be reached from a sheet, dataclasses and rows included."""
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(everything(getattr(value, name)) for name in value.__dataclass_fields__)
    if isinstance(value, dict):
        return " ".join(f"{key} {everything(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return " ".join(everything(item) for item in value)
    if hasattr(value, "number"):
        return str(value.number)
    return f"{getattr(value, 'whole', value)}"


def test_an_offer_shows_the_work_and_no_identity(cast: Cast) -> None:
    offer = the.offered(cast, the.reviewed(cast, furnished(cast)))
    sheet = work_sheet.offer_sheet(offer, timezone.localdate())
    text = everything(sheet)
    assert (sheet.department, sheet.document, sheet.child_age) == ("HN.02", "birth_certificate", (12, 12))
    for secret in (*SECRETS, "Nahum", "Quetzalteco", "El Triunfo", offer.case.code, "Partner"):
        assert secret not in text


def test_a_work_sheet_shows_exactly_what_counsel_released(cast: Cast) -> None:
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, furnished(cast))))
    sheet = work_sheet.work_sheet(assignment)
    child, father = sorted(sheet.people, key=lambda person: not person.is_child)
    assert set(child.facts) == {"names", "birth_date", "home_country_numbers", "kinship"}
    assert [name.whole for name in child.facts["names"]] == ["Nahum Isaí Quetzalteco Ñurinda"]
    assert child.facts["birth_date"] == PartialDate.parse("2014-03-12")
    assert [number.kind for number in child.facts["home_country_numbers"]] == ["DNI"]
    assert [(kin.kind, kin.name) for kin in child.facts["kinship"]] == [
        ("biological", "")
    ]  # his name was not released
    assert father.facts == {"last_known": "Ask at the mill."}
    text = everything(child) + everything(father) + everything(sheet.answers)
    for secret in (*SECRETS, "José"):
        assert secret not in text


def test_when_the_work_has_ended_the_sheet_keeps_nothing_of_the_family(cast: Cast) -> None:
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, furnished(cast))))
    assert "Quetzalteco" in everything(work_sheet.work_sheet(assignment).people)
    work.hand_back(assignment, by=cast.defender, because="Ill.")
    sheet = work_sheet.work_sheet(assignment)
    assert (sheet.people, sheet.answers) == ([], {})


def test_a_stranger_finds_nothing_at_all(cast: Cast) -> None:
    request = furnished(cast)
    case, child = request.case, Person.objects.filter(is_child=True).get()
    for user in (
        cast.stranger,
        cast.colleague,
        cast.other_coordinator,
        cast.defender,
        cast.administrator,
        cast.editor,
    ):
        assert list(visible.cases_of(user)) == []
        for look in (
            lambda who=user: visible.case_for(who, case.code),
            lambda who=user: visible.request_for(who, request.pk),
            lambda who=user: visible.record_for(who, Person, child.pk),
        ):
            with pytest.raises(Http404):
                look()
    assert visible.case_for(cast.advocate, case.code) == case
    assert visible.record_for(cast.coordinator, Person, child.pk) == child


def test_who_changes_sides_keeps_nothing(cast: Cast) -> None:
    case = the.a_case(cast)
    membership = cast.advocate.memberships.get()
    membership.role = "defender"
    membership.save()
    cast.advocate.refresh_from_db()
    with pytest.raises(Http404):
        visible.case_for(cast.advocate, case.code)


def test_the_inbox_goes_by_the_nearest_clock_and_names_nobody(cast: Cast) -> None:
    today = timezone.localdate()
    plain = the.a_request(cast)
    hearing = the.a_request(cast)
    clocks.set_clock(hearing.case, "Hearing", today + timedelta(days=3), by=cast.advocate)
    dated = the.a_request(cast, needed_by=today + timedelta(days=10))
    urgent = the.a_request(cast)
    cases.mark_medically_urgent(urgent.case, True, by=cast.advocate, because="Surgery.")
    rows = [inbox.row(request) for request in inbox.inbox(cast.coordinator)]
    assert [row.pk for row in rows] == [urgent.pk, hearing.pk, dated.pk, plain.pk]
    assert rows[1].next_clock == today + timedelta(days=3)
    assert "Quetzalteco" not in str(rows)
    assert list(inbox.inbox(cast.advocate)) == []


def fill_case(cast: Cast, rows: int) -> Any:
    case = the.a_case(cast)
    for number in range(rows):
        person = people.add_person(case, by=cast.advocate, given=f"P{number}", relationship="aunt")
        Obstacle.objects.create(case=case, code="parent_unlocated", person=person)
        the.a_request(cast, case)
        clocks.set_clock(case, f"Date {number}", timezone.localdate(), by=cast.advocate)
    return case


def test_a_case_page_takes_the_same_number_of_queries_with_one_and_with_many_rows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for rows in (1, 6):
        case = visible.case_for(cast.advocate, fill_case(cast, rows).code)
        with CaptureQueriesContext(connection) as seen:
            page = case_page.case_page(case, cast.advocate)
            _touched = [person.full_name for person in page.people], [r.state_words for r in page.requests]
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_inbox_takes_one_query_however_long_it_is(cast: Cast, django_assert_num_queries: Any) -> None:
    for expected in (1, 4):
        while Request.objects.count() < expected:
            the.a_request(cast)
        with django_assert_num_queries(1):
            assert len([inbox.row(request) for request in inbox.inbox(cast.coordinator)]) == expected


def test_days_in_custody_stop_when_the_case_ends(cast: Cast) -> None:
    case = the.a_case(cast)
    today = timezone.localdate()
    assert case_page.days_in_custody(case, today) == 90
    cases.end_case(case, "released", by=cast.advocate, ended_on=today - timedelta(days=5))
    assert case_page.days_in_custody(case, today) == 85
    case.custody_since = None
    assert case_page.days_in_custody(case, today) is None
