"""One request, one Defender at a time, with a time to answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Assignment, Offer, Request
from reencuentro.casework.rules import require
from reencuentro.casework.states import DECLINE_REASONS

from ._story import coordinators, lock, once, record, tell

TIME_TO_ANSWER = timedelta(hours=48)
TIME_TO_ANSWER_CRITICAL = timedelta(hours=24)


@once(Offer)
def offer(
    request: Request,
    defender: User,
    *,
    by: User,
    because: str = "",
    ranking: dict[str, Any] | None = None,
    answer_by: datetime | None = None,
    client_id: UUID | None = None,
) -> Offer:
    """Ask this Defender. `ranking` is what the coordinator saw when choosing: ids, scores and terms, no names.

    Raises NotNow when the request is not ready to match (for example somebody else has just offered it),
    Invalid when the Defender has left, is paused or has already said no.
    """
    require(by, "match", request.case)
    if not (defender.is_active and defender.is_defender):
        raise Invalid("defender", _("This person is not an active Defender."))
    if defender.defender_profile.paused:
        raise Invalid("defender", _("This Defender is not taking requests now."))
    if answer_by and answer_by <= now():
        raise Invalid("answer_by", _("The time to answer must lie ahead."))
    lock(request)
    if Offer.objects.filter(request=request, defender=defender, state="declined").exists():
        raise Invalid("defender", _("This Defender has already declined this request."))
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
        client_id=client_id,
    )
    record("offer.make", request.case, by=by, request=request, offer=made.pk)
    tell([defender], "offer_made", request.case, path=f"/offers/{made.pk}/", but=by, key=f"offer:{made.pk}")
    return made


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
    _expire_if_late(offered)
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
    """The Defender says no, with a reason. A "no" for safety is never counted against anybody."""
    require(by, "answer_offer", offered)
    if reason not in DECLINE_REASONS:
        raise Invalid("reason", _("Choose a reason."))
    lock(offered.request)
    lock(offered)
    if offered.state == "declined":
        return
    offered.decline_reason, offered.decline_note = reason, note
    _close(offered, "decline")
    # The reason may be a conflict or a danger: the ledger says that an answer was given, not which.
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


def _expire_if_late(offered: Offer) -> None:
    if offered.state == "made" and offered.answer_by < now():
        raise Invalid("offer", _("The time to answer is over. Please write to the coordination."))


def _close(offered: Offer, move: str) -> None:
    offered.move(move)
    offered.answered_at = now()
    offered.save(update_fields=["state", "answered_at", "decline_reason", "decline_note"])
    offered.request.move("offer_ended")
    offered.request.save(update_fields=["state"])
