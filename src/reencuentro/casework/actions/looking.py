"""Every look at a case leaves its entry in the ledger."""

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.models import Assignment, Case, IdentityNumber, Offer, Request
from reencuentro.casework.rules import require


@transaction.atomic
def look(case: Case, *, by: User, page: str = "case") -> None:
    """A member opens a page of the case."""
    require(by, "see", case)
    log.record("case.look", by=by, about=case, page=page)


@transaction.atomic
def look_at_offer(offer: Offer, *, by: User) -> None:
    require(by, "answer_offer", offer)
    log.record("offer.look", by=by, about=offer.request, case=offer.case.code)


@transaction.atomic
def look_at_work(assignment: Assignment, *, by: User) -> None:
    """The Defender opens the work sheet, with the identities that counsel released."""
    log.record("work.look", by=by, about=assignment.request, case=assignment.case.code)


@transaction.atomic
def show_number(number: IdentityNumber, *, by: User) -> IdentityNumber:
    """A number is opened on request and recorded."""
    require(by, "see", number.case)
    log.record("number.show", by=by, about=number.person, case=number.case.code, kind=number.kind)
    return number


@transaction.atomic
def look_at_candidates(request: Request, eligible: int, *, by: User) -> None:
    """The ranked list was looked at. `eligible` 0 is evidence of whom the network lacks: where, in which language."""
    require(by, "match", request.case)
    log.record(
        "match.look",
        by=by,
        about=request,
        case=request.case.code,
        eligible=eligible,
        country=request.country,
        department=request.department,
        languages="+".join(language["code"] for language in request.languages)[:64],
        needs_woman=request.needs_woman,
    )
