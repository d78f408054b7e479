"""The coordinators' inbox: every request that waits for them, oldest clock first, without any identity."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from reencuentro.accounts.models import User
from reencuentro.casework.models import CaseMember, Clock, Fee, Request

WAITS_FOR_US = ("asked", "reviewed", "delivered")


@dataclass(frozen=True)
class Row:
    """A line of the inbox. Made field by field: no name, no place below the department."""

    pk: object
    ref: str
    code: str
    country: str
    department: str
    service: str
    document: str
    state: str
    urgency: str
    asked_at: datetime
    needed_by: date | None
    next_clock: date | None
    mine: bool
    fee_waiting: bool


def inbox(user: User) -> QuerySet[Request]:
    """Requests that wait for a coordinator: the critical first, then the one whose clock ends soonest.

    The clock of a request is the day it is needed by or the next running clock of its case, whichever is sooner; one
    without any clock comes after those that have one, the longest waiting first.
    """
    if not user.is_coordinator:
        return Request.objects.none()
    mine = CaseMember.objects.filter(case=OuterRef("case"), user=user, until=None)
    fees = Fee.objects.filter(assignment__request=OuterRef("pk"), state="asked")
    clocks = (
        Clock.objects.filter(case=OuterRef("case"), state="running").order_by("due_on").values("due_on")[:1]
    )
    far = Value(date.max, output_field=DateField())
    critical = When_(When(urgency="critical", then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Request.objects.filter(case__state="open", case__erased_at=None)
        .annotate(
            mine=Exists(mine),
            fee_waiting=Exists(fees),
            next_clock=Least(Coalesce("needed_by", far), Coalesce(Subquery(clocks), far)),
        )
        .filter(Q(state__in=WAITS_FOR_US) | Q(fee_waiting=True))
        .select_related("case")
        .order_by(critical, "next_clock", "asked_at")
    )


def row(request: Any) -> Row:
    """From a Request with the annotations of `inbox`."""
    return Row(
        pk=request.pk,
        ref=request.ref,
        code=request.case.code,
        country=request.country,
        department=request.department,
        service=request.service,
        document=request.document,
        state=request.state,
        urgency=request.urgency,
        asked_at=request.asked_at,
        needed_by=request.needed_by,
        next_clock=None if request.next_clock == date.max else request.next_clock,
        mine=request.mine,
        fee_waiting=request.fee_waiting,
    )
