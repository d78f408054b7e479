"""Write a message in one of the channels of a case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import Assignment, Case, Message, Request
from reencuentro.casework.never import refuse_a_number
from reencuentro.casework.rules import may, require

from ._story import advocates, coordinators, once, tell

Channel = Message.Channel


@once(Message)
def write(
    case: Case,
    channel: str,
    body: str,
    *,
    by: User,
    request: Request | None = None,
    client_id: UUID | None = None,
) -> Message:
    """Raises NotAllowed for a channel that the author cannot see, Invalid for an empty message.

    The Defender's channel belongs to one request and needs a living assignment.
    """
    if not body.strip():
        raise Invalid("body", _("Write a message."))
    if request and request.case_id != case.pk:
        raise NotAllowed("write")
    if channel == Channel.DEFENDER:
        refuse_a_number("body", body)
    readers = _readers(case, channel, request, by=by)
    message = Message.objects.create(
        case=case, request=request, channel=channel, author=by, body=body, at=now(), client_id=client_id
    )
    log.record("message.write", by=by, about=request or case, case=case.code, channel=channel)
    for reader, path in readers:
        tell([reader], "message_received", case, path=path, but=by)
    return message


def _readers(case: Case, channel: str, request: Request | None, *, by: User) -> list[tuple[User, str]]:
    """Who will read it and where, after checking that the author belongs to the channel."""
    case_page = f"/cases/{case.code}/messages/"
    if channel == Channel.INTERNAL:
        require(by, "write_internal", case)
        return [(user, case_page) for user in coordinators(case)]
    if channel == Channel.ADVOCATE:
        require(by, "write_advocate", case)
        return [(user, case_page) for user in (*advocates(case), *coordinators(case))]
    assignment = _living_assignment(request)
    if assignment is None or not (assignment.defender_id == by.pk or may(by, "write_advocate", case)):
        raise NotAllowed("write_defender")
    page = f"/requests/{assignment.request_id}/"
    team = [(user, page) for user in (*advocates(case), *coordinators(case))]
    return [*team, (assignment.defender, f"/work/{assignment.pk}/")]


def _living_assignment(request: Request | None) -> Assignment | None:
    return (
        Assignment.objects.filter(request=request, state__in=["working", "delivered"]).first()
        if request
        else None
    )
