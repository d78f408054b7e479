"""A Defender's work on one request: promise, steps, handing back."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import IN_PAST, Invalid
from reencuentro.casework.models import Answer, Assignment, Step
from reencuentro.casework.rules import require
from reencuentro.casework.states import DECLINE_REASONS, STEPS

from ._story import coordinators, lock, once, record, tell
from .conflicts import stand_back


@transaction.atomic
def promise(assignment: Assignment, on: date, *, by: User) -> None:
    """The day by which the Defender expects to deliver."""
    require(by, "work", assignment)
    if on < today():
        raise Invalid("promised_on", IN_PAST)
    lock(assignment)
    assignment.promised_on = on
    assignment.save(update_fields=["promised_on"])
    record("work.promise", assignment.case, by=by, request=assignment.request, on=on)


@once(Step)
def report_step(
    assignment: Assignment, kind: str, *, by: User, said: str = "", client_id: UUID | None = None
) -> Step:
    """What was done, in the Defender's words; advocate and coordinator read it in the thread."""
    require(by, "work", assignment)
    if kind not in STEPS:
        raise Invalid("kind", _("Choose what you did."))
    step = Step.objects.create(
        case=assignment.case, assignment=assignment, kind=kind, said=said, at=now(), client_id=client_id
    )
    record("work.step", assignment.case, by=by, request=assignment.request, said=said, kind=kind)
    return step


@transaction.atomic
def hand_back(
    assignment: Assignment, *, by: User, because: str, reason: str = "other", private: str = ""
) -> None:
    """The Defender cannot go on; the request is ready to match again.

    `because` is for whoever comes next: what was done so far. `reason` (as with a declined offer) and `private` are
    sealed in the Defender's box and read by nobody else; a conflict becomes a block. Coordinators see that it was
    handed back and `because`, the same for every reason.
    """
    require(by, "work", assignment)
    if reason not in DECLINE_REASONS:
        raise Invalid("reason", _("Choose a reason."))
    if not because.strip():
        raise Invalid("because", _("Say what was done so far, so that nobody starts again."))
    lock(assignment.request)
    lock(assignment)
    assignment.move("hand_back")
    assignment.ended_at, assignment.ended_because = now(), because
    assignment.save(update_fields=["state", "ended_at", "ended_because"])
    assignment.request.move("hand_back")
    assignment.request.save(update_fields=["state"])
    Answer.objects.create(box=by.box, offer=assignment.offer, reason=reason, note=private)
    if reason == "conflict":
        stand_back(assignment.case, by=by, reason=private)
    record(
        "work.hand_back", assignment.case, by=by, request=assignment.request, said=because, seen_by="internal"
    )
    path = f"/requests/{assignment.request_id}/"
    tell(coordinators(assignment.case), "offer_answered", assignment.case, path=path, but=by)
