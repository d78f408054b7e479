"""Searches as each reader may see them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Case, CaseMember, Consent, Person
from reencuentro.casework.queries.visible import case_for, cases_of
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.rules import may
from reencuentro.tracing.states import ENDED

LEADS_TO_SEE = Q(leads__found__case__erased_at=None, leads__hidden=False)
WAITING = Q(leads__state__in=("open", "unsure", "likely"))


def case_to_trace(user: User, code: str) -> Case:
    """The case, for its legal team and coordinators; otherwise 404."""
    case = case_for(user, code)
    if not may(user, "see", case):
        raise Http404
    return case


def request_for(user: User, pk: UUID) -> TracingRequest:
    """One search, or 404. Three queries."""
    rows = TracingRequest.objects.filter(case__in=cases_of(user)).select_related(
        "case", "consent", "asked_by"
    )
    row = get_object_or_404(rows.select_related("person"), pk=pk)
    row.case = row.person.case = case_to_trace(user, row.case.code)
    return row


def of_case(case: Case) -> QuerySet[TracingRequest]:
    """Searches of one case, the living first, with the names of whom they look for. Two queries."""
    return (
        TracingRequest.objects.filter(case=case)
        .select_related("person")
        .prefetch_related("person__names")
        .order_by("closed_at", "asked_at")
    )


def of(user: User) -> QuerySet[TracingRequest]:
    """Searches of a coordinator's cases that are not closed, with how many leads wait (`waiting`). Two queries."""
    return (
        TracingRequest.objects.filter(case__in=cases_of(user))
        .exclude(state="closed")
        .select_related("case", "person")
        .prefetch_related("person__names")
        .annotate(waiting=Count("leads", filter=LEADS_TO_SEE & WAITING))
        .order_by("-waiting", "asked_at")
    )


def that_nobody_coordinates(user: User) -> list[tuple[str, int]]:
    """Cases with a living search and no coordinator, who would look at its leads; with how many. One query."""
    if not user.is_coordinator:
        return []
    lonely = TracingRequest.objects.exclude(state="closed").filter(case__state="open", case__erased_at=None)
    coordinated = CaseMember.objects.filter(part=CaseMember.Part.COORDINATOR, until=None)
    rows = lonely.exclude(case__in=coordinated.values("case"))
    return list(rows.order_by("case__code").values_list("case__code").annotate(Count("pk")))


def searchable() -> QuerySet[TracingRequest]:
    """Searches that have not ended, of an open case, that rest on a consent that holds or on counsel's word."""
    return (
        TracingRequest.objects.exclude(state__in=ENDED)
        .filter(case__state="open", case__erased_at=None)
        .filter(Q(consent=None) | Q(consent__state="given", consent__expires_on__gte=today()))
        .select_related("case", "person", "consent")
    )


def living() -> QuerySet[TracingRequest]:
    """Those of them that go on by themselves."""
    return searchable().filter(standing=True)


def rests(request: TracingRequest) -> bool:
    """The consent of the search was taken back or has run out: nothing may be searched under it."""
    return request.consent is not None and not holds(request.consent)


def holds(consent: Consent) -> bool:
    """The consent lives and covers a search."""
    return consent.recipients == "tracing" and consent.state == "given" and consent.expires_on >= today()


def consents_of(case: Case) -> list[Consent]:
    """Consents of the case that a search can rest on, the newest first. One query."""
    return [consent for consent in Consent.objects.filter(case=case, recipients="tracing") if holds(consent)]


def people_to_seek(case: Case) -> list[Person]:
    """Whom one may look for: those of whom nobody knows where they are come first. Two queries."""
    people = Person.objects.filter(case=case).exclude(alive=Person.Life.DECEASED).prefetch_related("names")
    return sorted(people, key=lambda person: not person.unlocated)
