"""What a Defender hands over, and the human look at it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Assignment, Delivery, DraftPaper, Finding
from reencuentro.casework.rules import require
from reencuentro.casework.states import RESULTS
from reencuentro.reference import services

from ._story import advocates, coordinators, lock, members, once, record, tell
from .documents import Paper, attach, examine
from .papers import turn_into_documents


def deliver(
    assignment: Assignment,
    uploads: list[Any],
    *,
    by: User,
    result: str,
    said: str = "",
    courier: str = "",
    client_id: UUID | None = None,
) -> Delivery:
    """The Defender delivers `uploads` and the pages that were sent before (actions.papers).

    The same `client_id` again is the same delivery: a phone may retry as often as it needs.
    Raises Invalid without a file when something was obtained, and vault.intake.Refused for a file that is not what it
    seems; in both cases nothing is stored.
    """
    if client_id and (known := Delivery.objects.filter(client_id=client_id, assignment=assignment).first()):
        return known
    require(by, "work", assignment)
    if result not in RESULTS:
        raise Invalid("result", _("Choose the result."))
    waiting = DraftPaper.objects.filter(assignment=assignment).exists()
    if result in ("obtained", "partly") and not (uploads or waiting or said.strip()):
        raise Invalid("files", _("Add at least one file or write what you found."))
    papers = examine(uploads)
    delivery: Delivery = _deliver(
        assignment, papers, by=by, result=result, said=said, courier=courier, client_id=client_id
    )
    return delivery


@once(Delivery)
def _deliver(
    assignment: Assignment,
    papers: list[Paper],
    *,
    by: User,
    result: str,
    said: str,
    courier: str,
    client_id: UUID | None,
) -> Delivery:
    request = assignment.request
    lock(request)
    lock(assignment)
    assignment.move("deliver")
    assignment.save(update_fields=["state"])
    delivery = Delivery.objects.create(
        case=assignment.case,
        assignment=assignment,
        result=result,
        said=said,
        courier=courier,
        submitted_at=now(),
        client_id=client_id,
    )
    kind = request.document or request.service
    count = len(attach(delivery, papers, by=by, kind=kind)) + turn_into_documents(delivery, by=by, kind=kind)
    request.move("deliver")
    request.save(update_fields=["state"])
    record("delivery.make", assignment.case, by=by, request=request, about=delivery, files=count)
    tell(
        coordinators(assignment.case),
        "delivery_made",
        assignment.case,
        path=f"/requests/{request.pk}/",
        but=by,
    )
    return delivery


@transaction.atomic
def accept(delivery: Delivery, *, by: User, checked: dict[str, bool] | None = None, said: str = "") -> None:
    """The coordinator has looked: it goes to the advocate. A finding such as "parent located" goes to counsel first."""
    require(by, "check_delivery", delivery.case)
    if not all((checked or {}).values()) and not said.strip():
        raise Invalid("said", _("A point of the list is open: write why you accept it all the same."))
    assignment, request = _lock_chain(delivery)
    delivery.move("accept")
    delivery.checked, delivery.reviewed_by, delivery.review_said = checked or {}, by, said
    delivery.save(update_fields=["state", "checked", "reviewed_by", "review_said"])
    assignment.move("finish")
    assignment.ended_at = now()
    assignment.save(update_fields=["state", "ended_at"])
    request.move("accept")
    request.result = delivery.result
    request.save(update_fields=["state", "result"])
    record("delivery.accept", delivery.case, by=by, request=request, about=delivery)
    path = f"/requests/{request.pk}/"
    tell(advocates(delivery.case), "delivery_ready", delivery.case, path=path, but=by)
    tell([assignment.defender], "delivery_accepted", delivery.case, path=f"/work/{assignment.pk}/", but=by)
    if services.get(request.service).dual_use and delivery.result in ("obtained", "partly"):
        _hand_to_counsel(delivery, by=by)


def _hand_to_counsel(delivery: Delivery, *, by: User) -> None:
    request = delivery.assignment.request
    finding, made = Finding.objects.get_or_create(
        delivery=delivery, defaults={"case": delivery.case, "request": request, "person": request.subject}
    )
    if made:
        record("finding.make", delivery.case, by=by, request=request, about=finding, seen_by="legal")
        path = f"/cases/{delivery.case.code}/"
        tell(members(delivery.case, "counsel"), "counsel_decision_needed", delivery.case, path=path, but=by)


@transaction.atomic
def send_back(delivery: Delivery, *, by: User, because: str) -> None:
    """Not good enough yet: the Defender goes on, and knows why. If they have left meanwhile, it is matched again."""
    require(by, "check_delivery", delivery.case)
    if not because.strip():
        raise Invalid("because", _("Write what is missing, so that the Defender can mend it."))
    assignment, request = _lock_chain(delivery)
    delivery.move("send_back")
    delivery.reviewed_by, delivery.review_said = by, because
    delivery.save(update_fields=["state", "reviewed_by", "review_said"])
    goes_on = assignment.defender.is_active
    for move in ("send_back",) if goes_on else ("send_back", "hand_back"):
        assignment.move(move)
        request.move(move)
    assignment.ended_at = None if goes_on else now()
    assignment.save(update_fields=["state", "ended_at"])
    request.save(update_fields=["state"])
    record("delivery.send_back", delivery.case, by=by, request=request, about=delivery, said=because)
    if goes_on:
        tell(
            [assignment.defender], "delivery_sent_back", delivery.case, path=f"/work/{assignment.pk}/", but=by
        )


def _lock_chain(delivery: Delivery) -> tuple[Assignment, Any]:
    assignment = delivery.assignment
    lock(assignment.request)
    lock(assignment)
    lock(delivery)
    return assignment, assignment.request
