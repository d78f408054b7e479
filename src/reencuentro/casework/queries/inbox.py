"""The coordinators' inbox: every request that waits for them, oldest clock first, without any identity."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case as When_
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from reencuentro.accounts.models import User
from reencuentro.casework.models import CaseMember, Fee, Request

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
    mine: bool
    fee_waiting: bool


def inbox(user: User) -> QuerySet[Request]:
    """Requests that wait for a coordinator: what is needed soonest, then what is most urgent, then what waits longest.

    A request without a date counts as needed a long way off, so that a date always comes first within its urgency.
    """
    if not user.is_coordinator:
        return Request.objects.none()
    mine = CaseMember.objects.filter(case=OuterRef("case"), user=user, until=None)
    fees = Fee.objects.filter(assignment__request=OuterRef("pk"), state="asked")
    weight = When_(
        When(urgency="critical", then=Value(0)),
        When(urgency="high", then=Value(1)),
        When(urgency="", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Request.objects.filter(case__state="open", case__erased_at=None)
        .annotate(mine=Exists(mine), fee_waiting=Exists(fees), weight=weight)
        .filter(Q(state__in=WAITS_FOR_US) | Q(fee_waiting=True))
        .select_related("case")
        .order_by("weight", Coalesce("needed_by", Value(date.max)), "asked_at")
    )


def row(request: Request) -> Row:
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
        mine=request.mine,
        fee_waiting=request.fee_waiting,
    )
