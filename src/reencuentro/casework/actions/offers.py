"""One request, one Defender at a time, with a time to answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import CannotBeAsked, Invalid
from reencuentro.casework.models import Answer, Assignment, Offer, Request
from reencuentro.casework.queries.askable import in_conflict, may_be_asked
from reencuentro.casework.rules import require
from reencuentro.casework.states import DECLINE_REASONS

from ._story import coordinators, lock, once, record, tell
from .conflicts import stand_back

TIME_TO_ANSWER = timedelta(hours=48)
TIME_TO_ANSWER_CRITICAL = timedelta(hours=24)
MOST_HOURS = 1000


@once(Offer)
def offer(
    request: Request,
    defender: User,
    *,
    by: User,
    because: str = "",
    ranking: dict[str, Any] | None = None,
    answer_by: datetime | None = None,
    estimated_hours: Decimal | None = None,
    fee_amount: Decimal | None = None,
    fee_currency: str = "",
    through: str = "",
    client_id: UUID | None = None,
) -> Offer:
    """Ask this Defender. `ranking` is what the coordinator saw when choosing: ids, scores and terms, no names.

    `estimated_hours`: of work, travel there and back included. `through` "system": asked for the coordinator, as they
    had decided before. Raises NotNow when the request is not ready to match (for example somebody else has just
    offered it); CannotBeAsked, one and the same whatever the cause; Invalid for a time or a figure that cannot be.
    """
    require(by, "match", request.case)
    _refuse_impossible(answer_by, estimated_hours, fee_amount)
    lock(request)
    _refuse_flatly(request, defender)
    request.move("offer")
    request.save(update_fields=["state"])
    wait = TIME_TO_ANSWER_CRITICAL if request.urgency == "critical" else TIME_TO_ANSWER
    made = Offer.objects.create(
        case=request.case,
        request=request,
        defender=defender,
        made_by=by,
        made_at=now(),
        answer_by=answer_by or now() + wait,
        because=because,
        ranking=ranking or {},
        estimated_hours=estimated_hours,
        fee_amount=fee_amount,
        fee_currency=fee_currency if fee_amount is not None else "",
        client_id=client_id,
    )
    record("offer.make", request.case, by=by, through=through, request=request, offer=made.pk)
    tell([defender], "offer_made", request.case, path=f"/offers/{made.pk}/", but=by, key=f"offer:{made.pk}")
    return made


def _refuse_impossible(answer_by: datetime | None, hours: Decimal | None, fee: Decimal | None) -> None:
    if answer_by and answer_by <= now():
        raise Invalid("answer_by", _("The time to answer must lie ahead."))
    if hours is not None and not 0 <= hours < MOST_HOURS:
        raise Invalid("estimated_hours", _("Write the hours as a number that is not negative."))
    if fee is not None and fee < 0:
        raise Invalid("fee_amount", _("The amount cannot be negative."))


def _refuse_flatly(request: Request, defender: User) -> None:
    """First what everybody sees, whether the request can be offered; then whether this Defender can be asked.

    The profile is held until the end, so that two requests at once do not both take the last slot of a week.
    """
    request.life.after(request.state, "offer")
    list(DefenderProfile.objects.select_for_update().filter(user=defender).order_by().values_list("pk"))
    if not may_be_asked(request, defender, now()):
        raise CannotBeAsked


@transaction.atomic
def accept(offered: Offer, *, by: User) -> Assignment:
    """The Defender takes the request. Accepting twice is one acceptance.

    Raises NotNow when the offer was withdrawn, has expired or was declined.
    """
    require(by, "answer_offer", offered)
    request = offered.request
    lock(request)
    lock(offered)
    if offered.state == "accepted":
        return offered.assignment
    _refuse_if_over(offered)
    offered.move("accept")
    offered.answered_at = now()
    offered.save(update_fields=["state", "answered_at"])
    request.move("assign")
    request.save(update_fields=["state"])
    assignment = Assignment.objects.create(
        case=request.case, request=request, offer=offered, defender=by, started_at=now()
    )
    record("offer.accept", request.case, by=by, request=request, offer=offered.pk)
    tell(coordinators(request.case), "offer_answered", request.case, path=f"/requests/{request.pk}/", but=by)
    return assignment


@transaction.atomic
def decline(offered: Offer, reason: str, *, by: User, note: str = "") -> None:
    """The Defender says no, with a reason. A "no" for safety is never counted against anybody.

    Reason and note are sealed in the Defender's box, and nobody else reads them; a conflict becomes a block. Ledger,
    thread and notices are the same for every reason.
    """
    require(by, "answer_offer", offered)
    if reason not in DECLINE_REASONS:
        raise Invalid("reason", _("Choose a reason."))
    lock(offered.request)
    lock(offered)
    if offered.state == "declined":
        return
    _close(offered, "decline")
    Answer.objects.create(box=by.box, offer=offered, reason=reason, note=note)
    if reason == "conflict":
        stand_back(offered.case, by=by, reason=note)
    record(
        "offer.decline", offered.case, by=by, request=offered.request, offer=offered.pk, seen_by="internal"
    )
    path = f"/requests/{offered.request_id}/"
    tell(coordinators(offered.case), "offer_answered", offered.case, path=path, but=by)


@transaction.atomic
def withdraw_offer(offered: Offer, *, by: User) -> None:
    """The coordinator asks somebody else."""
    require(by, "match", offered.case)
    lock(offered.request)
    lock(offered)
    _close(offered, "withdraw")
    record(
        "offer.withdraw", offered.case, by=by, request=offered.request, offer=offered.pk, seen_by="internal"
    )
    tell([offered.defender], "offer_withdrawn", offered.case, path="/offers/", but=by)


def expire_late_offers(offers: Iterable[Offer] | None = None) -> int:
    """Close every offer whose time to answer is over; returns how many. Run by the worker; safe to run twice."""
    late = offers if offers is not None else Offer.objects.filter(state="made", answer_by__lt=now())
    return sum(expire(offered) for offered in late)


@transaction.atomic
def expire(offered: Offer) -> bool:
    """False when it was answered in the meantime."""
    lock(offered.request)
    lock(offered)
    if offered.state != "made" or offered.answer_by > now():
        return False
    _close(offered, "expire")
    log.record("offer.expire", by="system", about=offered.request, case=offered.case.code, offer=offered.pk)
    for coordinator in coordinators(offered.case):
        tell(
            [coordinator],
            "offer_answered",
            offered.case,
            path=f"/requests/{offered.request_id}/",
            but=offered.defender,
        )
    return True


def _refuse_if_over(offered: Offer) -> None:
    """Too late; or a conflict was told since, and then the words are those of an offer that was taken back."""
    if offered.state == "made" and offered.answer_by < now():
        raise Invalid("offer", _("The time to answer is over. Please write to the coordination."))
    if offered.state == "made" and in_conflict(offered.request, offered.defender):
        raise Invalid("offer", _("This is no longer offered to you."))


def _close(offered: Offer, move: str) -> None:
    offered.move(move)
    offered.answered_at = now()
    offered.save(update_fields=["state", "answered_at"])
    offered.request.move("offer_ended")
    offered.request.save(update_fields=["state"])
