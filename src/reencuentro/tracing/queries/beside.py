"""A search in the network's files beside a request that a Defender find the same person abroad."""

from uuid import UUID

from django.db.models import Q, QuerySet

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Request
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.rules import may

LOCATE = "locate_person"  # reference: services


def requests_beside(search: TracingRequest) -> QuerySet[Request]:
    """The request that the search came from, and those to find the same person; by their number. One query.

    For the legal team and the coordinator, who may read every request of the case.
    """
    about = Q(pk=search.came_from_id) | Q(subject=search.person_id)
    return Request.objects.filter(about, case=search.case_id, service=LOCATE).order_by("number")


def searches_beside(request: Request, user: User) -> list[TracingRequest]:
    """Searches that came from this request, or that look for the same person; the living first. Two queries.

    None for who may not see that there is a search, and for a request of another kind.
    """
    if request.service != LOCATE or not may(user, "see", request.case):
        return []
    about = Q(came_from=request)
    if request.subject_id:
        about |= Q(person=request.subject_id, sought="person")
    rows = TracingRequest.objects.filter(about, case=request.case_id).select_related("person")
    return list(rows.prefetch_related("person__names").order_by("closed_at", "asked_at"))


def request_to_search_from(case: Case, pk: UUID | None) -> Request | None:
    """The request of this case to find somebody, if that is one. One query."""
    return Request.objects.filter(case=case, pk=pk, service=LOCATE).first() if pk else None


def may_search_from(request: Request, user: User) -> bool:
    """This reader may have somebody looked for in the network's files who is to be found abroad."""
    return request.service == LOCATE and request.case.state == "open" and may(user, "ask", request.case)
