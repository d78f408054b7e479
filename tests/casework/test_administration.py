"""What an Administrator may do about cases without seeing one: hand over, erase, count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.accounts import errors as accounts
from reencuentro.accounts.models import Role, User
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, erasure, handover
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.casework.models import Case, CaseMember
from reencuentro.casework.queries import erasures, holdings, visible
from tests import cast as the
from tests.cast import Cast


def asked(cast: Cast) -> Case:
    case = the.a_case(cast)
    cases.end_case(case, "reunited", by=cast.advocate, ended_on=timezone.localdate(), said="With his father.")
    erasure.ask_to_erase(case, by=cast.advocate, because="The family asked.")
    return case


def test_leaving_hands_over_and_ends_in_one_step(cast: Cast) -> None:
    case = the.a_case(cast)
    handover.leave(cast.advocate, by=cast.administrator, successor=cast.colleague)
    assert list(visible.cases_of(cast.colleague)) == [case]
    assert User.objects.get(pk=cast.advocate.pk).is_active is False
    assert holdings.count(cast.advocate) == holdings.Holding(0, 0, 0)


def test_a_refused_leave_hands_nothing_over(cast: Cast) -> None:
    case = the.a_case(cast)
    with pytest.raises(Invalid):
        handover.leave(cast.advocate, by=cast.administrator, successor=cast.stranger)
    with pytest.raises(Invalid):
        handover.leave(cast.advocate, by=cast.administrator)
    assert list(visible.cases_of(cast.advocate)) == [case]
    assert User.objects.get(pk=cast.advocate.pk).is_active


def test_nobody_ends_their_own_membership(cast: Cast) -> None:
    with pytest.raises(accounts.NotAllowed):
        handover.leave(cast.administrator, by=cast.administrator)
    assert User.objects.get(pk=cast.administrator.pk).is_active


def test_a_defender_leaves_with_everything_given_back(cast: Cast) -> None:
    the.assigned(cast)
    the.offered(cast)
    assert holdings.count(cast.defender) == holdings.Holding(cases=0, offers=1, assignments=1)
    assert len(holdings.references(cast.defender)) == 2
    handover.leave(cast.defender, by=cast.administrator)
    assert holdings.count(cast.defender) == holdings.Holding(0, 0, 0)


def test_changing_role_leaves_the_old_work_behind(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    house = cast.coordinator.organisation
    with pytest.raises(Invalid):
        handover.change_role(cast.coordinator, by=cast.administrator, organisation=house, role=Role.EDITOR)
    handover.change_role(
        cast.coordinator,
        by=cast.administrator,
        organisation=house,
        role=Role.EDITOR,
        successor=cast.other_coordinator,
    )
    assert User.objects.get(pk=cast.coordinator.pk).role == Role.EDITOR
    assert list(visible.cases_of(cast.other_coordinator)) == [case]


def test_an_erased_case_does_not_hold_anybody_back(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    case = asked(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasure.erase(case, by=cast.administrator)
    assert CaseMember.objects.filter(case=case, user=cast.advocate, until=None).exists()
    handover.leave(cast.advocate, by=cast.administrator)
    assert User.objects.get(pk=cast.advocate.pk).left_on is not None


def test_erasures_show_code_and_dates_to_administrators_only(cast: Cast) -> None:
    case = asked(cast)
    the.a_case(cast)
    (row,) = erasures.asked(by=cast.administrator)
    assert (row.code, row.ended_on, row.asked_by) == (case.code, timezone.localdate(), cast.advocate)
    assert erasures.asked_count(by=cast.administrator) == 1
    for other in (cast.advocate, cast.coordinator, cast.defender, cast.editor):
        for query in (erasures.asked, erasures.asked_count, erasures.erased):
            with pytest.raises(NotAllowed):
                query(by=other)
        with pytest.raises(NotAllowed):
            erasures.case_to_erase(case.code, by=other)


def test_the_list_of_erasures_takes_the_same_queries_with_one_and_with_five(cast: Cast) -> None:
    assert cast.administrator.is_administrator  # asked once per request
    made = []
    for count in (1, 4):
        for _turn in range(count):
            asked(cast)
        with CaptureQueriesContext(connection) as queries:
            rows = [(row.code, row.asked_by.role) for row in erasures.asked(by=cast.administrator)]
        made.append(len(queries))
    assert len(rows) == 5
    assert made[0] == made[1]


def test_erasing_twice_is_one_erasure(cast: Cast) -> None:
    case = asked(cast)
    erasure.erase(case, by=cast.administrator)
    first = Case.objects.get(pk=case.pk).erased_at
    erasure.erase(case, by=cast.administrator)
    assert Case.objects.get(pk=case.pk).erased_at == first
    assert Entry.objects.filter(verb="case.erase").count() == 1


def test_a_case_opened_again_is_not_erased(cast: Cast) -> None:
    case = asked(cast)
    cases.reopen_case(case, by=cast.advocate, because="He was brought back.")
    assert erasures.case_to_erase(case.code, by=cast.administrator) is None
    with pytest.raises(NotReady):
        erasure.erase(case, by=cast.administrator)
    Case.objects.filter(pk=case.pk).update(erasure_asked_at=timezone.now())  # as an older version left it
    with pytest.raises(NotReady):
        erasure.erase(case, by=cast.administrator)
