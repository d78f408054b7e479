"""No eligible Defender, as counts: once a request and day, and nothing that leads back to a case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.network.actions import gaps
from reencuentro.network.models import Counted, Gap
from tests import cast as the

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def kept() -> list[tuple]:
    return list(Gap.objects.order_by("day", "department").values_list(*Gap.KEY, "number"))


def test_a_request_counts_once_a_day_however_often_it_is_looked_at(cast):
    row = the.reviewed(cast)
    assert [gaps.count([row], TODAY), gaps.count([row], TODAY)] == [1, 0]
    assert kept() == [(TODAY, "HN", "HN.02", "birth_certificate", "", False, 1)]
    tomorrow = TODAY + timedelta(days=1)
    assert gaps.count([row], tomorrow) == 1
    assert [number for *_need, number in kept()] == [1, 1]


def test_equal_needs_are_one_row_and_other_needs_another(cast):
    case = the.a_case(cast)
    spoken = [{"code": "quc", "level": "preferred"}, {"code": "miq", "level": "required"}]
    rows = [
        the.reviewed(cast, the.a_request(cast, case)),
        the.reviewed(cast, the.a_request(cast, case)),
        the.reviewed(cast, the.a_request(cast, case, department="HN.09", languages=spoken, needs_woman=True)),
    ]
    assert gaps.count(rows, TODAY) == 3
    assert kept() == [
        (TODAY, "HN", "HN.02", "birth_certificate", "", False, 2),
        (TODAY, "HN", "HN.09", "birth_certificate", "miq", True, 1),
    ]


def test_only_what_waits_for_a_defender_counts(cast):
    assert gaps.count([the.a_request(cast), the.offered(cast).request], TODAY) == 0
    assert gaps.count([], TODAY) == 0
    assert kept() == []


def test_nothing_of_the_case_is_kept(cast):
    row = the.reviewed(cast)
    gaps.count([row], TODAY)
    rows = [*Gap.objects.values(), *Counted.objects.values()]
    written = " ".join(str(value) for one in rows for value in one.values())
    known = [str(row.pk), row.pk.hex, str(row.case_id), row.case.code, row.ref]
    assert len(rows) == 2
    assert not any(text in written for text in known)


def test_the_marks_of_earlier_days_are_gone(cast):
    row = the.reviewed(cast)
    gaps.count([row], TODAY)
    first = Counted.objects.get().mark
    gaps.count([row], TODAY + timedelta(days=1))
    assert [one.mark == first for one in Counted.objects.all()] == [False]


def test_the_ledger_has_how_many_and_nothing_else(cast):
    gaps.count([the.reviewed(cast)], TODAY)
    entry = Entry.objects.get(verb="gap.count")
    assert (entry.actor, entry.about, entry.details) == (
        "system",
        "network:gaps",
        {"day": TODAY.isoformat(), "requests": 1},
    )
