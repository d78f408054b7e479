"""What the work costs."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Assignment, Fee
from reencuentro.casework.rules import require

from ._story import coordinators, lock, once, record, tell
from .documents import Paper, examine, seal


def ask_fee(
    assignment: Assignment,
    *,
    by: User,
    amount: Decimal,
    currency: str,
    what: str,
    receipt: Any = None,
    client_id: UUID | None = None,
) -> Fee:
    """A cost. Within what is left of the request's ceiling it is approved at once; otherwise a coordinator decides.

    `receipt` is an upload: a photograph or PDF. Raises NotAllowed, Invalid, vault.intake.Refused.
    """
    require(by, "work", assignment)
    if amount <= 0:
        raise Invalid("amount", _("Write an amount above zero."))
    if not what.strip():
        raise Invalid("what", _("Write what it is for."))
    papers = examine([receipt] if receipt else [])
    fee: Fee = _ask_fee(
        assignment, papers, by=by, amount=amount, currency=currency, what=what, client_id=client_id
    )
    return fee


@once(Fee)
def _ask_fee(
    assignment: Assignment,
    papers: list[Paper],
    *,
    by: User,
    amount: Decimal,
    currency: str,
    what: str,
    client_id: UUID | None,
) -> Fee:
    lock(assignment)
    fee = Fee(
        case=assignment.case,
        assignment=assignment,
        amount=amount,
        currency=currency,
        what=what,
        receipt=seal(papers[0], assignment.case.box)["file"] if papers else None,
        client_id=client_id,
    )
    within = amount <= left_of_ceiling(assignment, currency)
    if within:
        fee.move("approve")
    fee.save()
    record("fee.ask", assignment.case, by=by, request=assignment.request, fee=fee.pk, within=within)
    if not within:
        path = f"/requests/{assignment.request_id}/"
        tell(coordinators(assignment.case), "fee_to_approve", assignment.case, path=path, but=by)
    return fee


def left_of_ceiling(assignment: Assignment, currency: str) -> Decimal:
    """What may still be spent without asking, in the request's currency; zero in any other currency."""
    request = assignment.request
    if request.ceiling is None or currency != request.currency:
        return Decimal(0)
    spent = Fee.objects.filter(assignment__request=request, currency=currency, state__in=["approved", "paid"])
    return request.ceiling - (spent.aggregate(sum=Sum("amount"))["sum"] or Decimal(0))


@transaction.atomic
def decide_fee(fee: Fee, approve: bool, *, by: User, because: str = "") -> None:
    require(by, "decide_fee", fee.case)
    if not approve and not because.strip():
        raise Invalid("because", _("Write why it is not approved."))
    lock(fee)
    fee.move("approve" if approve else "refuse")
    fee.decided_by, fee.decided_because = by, because
    fee.save(update_fields=["state", "decided_by", "decided_because"])
    record(
        "fee.decide",
        fee.case,
        by=by,
        request=fee.assignment.request,
        fee=fee.pk,
        approved=approve,
        seen_by="internal",
    )
    tell([fee.assignment.defender], "fee_answered", fee.case, path=f"/work/{fee.assignment_id}/", but=by)


@transaction.atomic
def mark_paid(fee: Fee, *, by: User) -> None:
    require(by, "decide_fee", fee.case)
    lock(fee)
    fee.move("pay")
    fee.save(update_fields=["state"])
    record("fee.pay", fee.case, by=by, request=fee.assignment.request, fee=fee.pk, seen_by="internal")
