"""The coordinators' inbox: every request that waits for them, oldest clock first, without any identity."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import (
    Count,
    DateField,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.http import Http404

from reencuentro.accounts.models import User
from reencuentro.casework.models import CaseMember, Clock, Fee, Request
from reencuentro.casework.rules import Part
from reencuentro.casework.states import REQUEST, URGENCIES

WAITS_FOR_US = ("asked", "reviewed", "delivered")
FAR = Value(date.max, output_field=DateField())  # a request without any clock comes after those that have one

# The subquery is a list from which the database begins: few costs wait at any time.
FEE_WAITING = Q(pk__in=Fee.objects.filter(state="asked").values("assignment__request"))
NEXT_CLOCK = Least(
    Coalesce("needed_by", FAR),
    Coalesce(
        Subquery(
            Clock.objects.filter(case=OuterRef("case"), state="running")
            .order_by("due_on")
            .values("due_on")[:1]
        ),
        FAR,
    ),
)

# Tab -> what stands in it. "all" is everything that waits for a coordinator.
TABS: dict[str, Q] = {
    "all": Q(state__in=WAITS_FOR_US) | FEE_WAITING,
    "review": Q(state="asked"),
    "match": Q(state="reviewed"),
    "check": Q(state="delivered"),
    "fees": FEE_WAITING,
}


@dataclass(frozen=True)
class Row:
    """A line of the inbox. Made field by field: no name of anybody in the case, no place below the department."""

    pk: UUID
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
    holders: tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """What the dashboard's numbers lead to. An unknown value is no filter. `state` replaces the tab."""

    state: str = ""
    country: str = ""
    urgency: str = ""
    organisation: str = ""
    late: bool = False

    def of(self, today: date) -> Q:
        found = Q()
        if self.country:
            found &= Q(country=self.country)
        if self.urgency in URGENCIES:
            found &= Q(urgency=self.urgency)
        if _is_id(self.organisation):
            found &= Q(case__organisation=self.organisation)
        if self.late:
            found &= Q(next_clock__lt=today)
        return found

    @property
    def one_state(self) -> str:
        return self.state if self.state in REQUEST.states else ""


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def inbox(user: User) -> QuerySet[Request]:
    """Requests of living cases that wait for a coordinator: critical first, then whose clock ends soonest."""
    return requests_by_clock(user).filter(TABS["all"])


def requests_by_clock(user: User) -> QuerySet[Request]:
    """All requests of open cases. The clock of a request is the day it is needed by or the next running clock of its
    case, whichever is sooner; without any clock the longest waiting comes first.
    """
    mine = CaseMember.objects.filter(case=OuterRef("case"), user=user, until=None)
    fees = Fee.objects.filter(assignment__request=OuterRef("pk"), state="asked")
    critical = When_(When(urgency="critical", then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        _open_requests(user)
        .annotate(mine=Exists(mine), fee_waiting=Exists(fees), next_clock=NEXT_CLOCK)
        .select_related("case")
        .order_by(critical, "next_clock", "asked_at", "pk")
    )


def _open_requests(user: User) -> QuerySet[Request]:
    rows = Request.objects.filter(case__state="open", case__erased_at=None)
    return rows if user.is_coordinator else rows.none()


def listed(user: User, tab: str, filters: Filters, today: date) -> QuerySet[Request]:
    """One tab, or one state, with the coordinators who hold each case."""
    rows = requests_by_clock(user).filter(filters.of(today))
    rows = (
        rows.filter(state=filters.one_state) if filters.one_state else rows.filter(TABS.get(tab, TABS["all"]))
    )
    holders = CaseMember.objects.filter(part=Part.COORDINATOR, until=None).select_related("user")
    return rows.prefetch_related(Prefetch("case__casemember_set", queryset=holders, to_attr="holders"))


def counts(user: User, filters: Filters, today: date) -> dict[str, int]:
    """{tab: how many} by state, and the costs. Two queries that look at no more than they count."""
    rows = _open_requests(user)
    if filters.late:
        rows = rows.annotate(next_clock=NEXT_CLOCK)
    rows = rows.filter(filters.of(today)).order_by()
    by_state = dict(rows.filter(state__in=WAITS_FOR_US).values_list("state").annotate(number=Count("pk")))
    waiting = Q(state__in=WAITS_FOR_US)
    fees = rows.filter(FEE_WAITING).aggregate(all=Count("pk"), only=Count("pk", filter=~waiting))
    return {
        "all": sum(by_state.values()) + fees["only"],
        "review": by_state.get("asked", 0),
        "match": by_state.get("reviewed", 0),
        "check": by_state.get("delivered", 0),
        "fees": fees["all"],
    }


def one_of(user: User, pk: UUID) -> Request:
    """A request that any coordinator may take, whether or not its case is theirs yet; otherwise 404."""
    found = requests_by_clock(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def row(request: Any) -> Row:
    """From a Request as `listed` gives it; without its holders when it comes from `inbox`."""
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
        holders=tuple(member.user.full_name for member in getattr(request.case, "holders", ())),
    )
