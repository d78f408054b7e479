"""What a person may see at all. For everything else a stranger gets the same 404 as for a typing error.

Every look-up of a page starts here; a bare `Case.objects.get` in a view is a fault.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from reencuentro.accounts.models import User
from reencuentro.casework.models import (
    Assignment,
    Case,
    CaseMember,
    CaseRecord,
    Document,
    DraftPaper,
    Fee,
    Offer,
    Request,
)
from reencuentro.casework.rules import Part

from .deliveries import open_to
from .overtaken import overtaken

PARTS_OF_ROLE = {
    "advocate": (Part.COUNSEL, Part.LEGAL_TEAM, Part.CHILD_ADVOCATE),
    "coordinator": (Part.COORDINATOR,),
}


def _memberships(user: User) -> QuerySet[CaseMember]:
    """The living memberships that fit the user's present role: who changed sides keeps nothing."""
    return CaseMember.objects.filter(user=user, until=None, part__in=PARTS_OF_ROLE.get(user.role or "", ()))


def _mine(user: User) -> QuerySet[Any]:
    """Ids of the cases on which the user works. As a list from which the database begins; a condition with OuterRef
    would be tried on every case there is.
    """
    return _memberships(user).values("case")


def cases_of(user: User) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=_mine(user), erased_at=None)


def case_for(user: User, code: str) -> Case:
    """The case, or 404. The user's part stays on the case, so that later rules need no query."""
    member = (
        _memberships(user)
        .filter(case__code=code, case__erased_at=None)
        .select_related("case__organisation")
        .first()
    )
    if member is None:
        raise Http404
    member.case.part_of = {user.pk: member.part}
    return member.case


def case_to_take(user: User, code: str) -> Case:
    """An open case that a coordinator may take without seeing it yet; otherwise 404."""
    if not user.is_coordinator:
        raise Http404
    return get_object_or_404(Case, code=code, state="open", erased_at=None)


def requests_of(user: User) -> QuerySet[Request]:
    return Request.objects.filter(case__in=_mine(user), case__erased_at=None).select_related("case")


def request_for(user: User, pk: UUID) -> Request:
    request = get_object_or_404(requests_of(user), pk=pk)
    request.case = case_for(user, request.case.code)
    return request


def record_for(user: User, model: type[CaseRecord], pk: UUID) -> Any:
    """Any row of a case that the user works on: person, obstacle, delivery, clock, …; otherwise 404."""
    rows = model._default_manager.filter(case__in=_mine(user), case__erased_at=None)
    row = get_object_or_404(rows.select_related("case"), pk=pk)
    row.case = case_for(user, row.case.code)
    return row


def _offers_made_to(user: User) -> QuerySet[Offer]:
    if not user.is_defender:
        return Offer.objects.none()
    return Offer.objects.filter(defender=user, case__erased_at=None).select_related("request", "case")


def offers_of(user: User) -> QuerySet[Offer]:
    """Offers made to this Defender, without those that were withdrawn. Two queries before the one that is returned."""
    return _offers_made_to(user).exclude(Q(state="withdrawn") | Q(pk__in=overtaken(user)))


def offer_for(user: User, pk: UUID) -> Offer:
    """The offer, or 404. A withdrawn one is found too, so that its page can say so; it shows nothing else."""
    return get_object_or_404(_offers_made_to(user), pk=pk)


def assignments_of(user: User) -> QuerySet[Assignment]:
    if not user.is_defender:
        return Assignment.objects.none()
    return Assignment.objects.filter(defender=user, case__erased_at=None).select_related("request", "case")


def assignment_for(user: User, pk: UUID) -> Assignment:
    return get_object_or_404(assignments_of(user), pk=pk)


def draft_paper_for(user: User, pk: UUID) -> DraftPaper:
    """A page that this Defender has sent and not yet delivered; nobody else knows of it."""
    papers = DraftPaper.objects.filter(
        assignment__in=assignments_of(user).filter(state="working")
    ).select_related("case", "clean_copy")
    return get_object_or_404(papers, pk=pk)


def receipt_for(user: User, pk: UUID) -> Fee:
    """A cost with its receipt, for the Defender who had it."""
    mine = Fee.objects.filter(assignment__in=assignments_of(user), receipt__isnull=False)
    return get_object_or_404(mine.select_related("case", "receipt"), pk=pk)


def document_for(user: User, pk: UUID) -> Document:
    """A paper that this person may open.

    A Defender: what they delivered themselves, unless they handed the work back. An advocate: a paper of the case;
    one of a delivery only after it was accepted, and one that carries a finding only as legal team, or as child
    advocate once counsel allowed it.
    """
    document = get_object_or_404(
        Document.objects.select_related("case", "file", "clean_copy", "delivery__assignment__request"),
        pk=pk,
        case__erased_at=None,
    )
    delivery = document.delivery
    if user.is_defender:
        if delivery is None or not _theirs_still(user, delivery.assignment):
            raise Http404
        return document
    document.case = case_for(user, document.case.code)
    if delivery is not None:
        delivery.case = document.case
        if not open_to(user, delivery):
            raise Http404
    return document


def _theirs_still(user: User, work: Assignment) -> bool:
    return work.defender_id == user.pk and work.state != "handed_back"
