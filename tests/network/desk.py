"""Rows for the tests of the desk: requests that wait, and a proposal about them."""

from typing import Any

from reencuentro.casework.actions import cases, requests
from reencuentro.casework.models import Request
from reencuentro.network.actions import proposals
from reencuentro.network.models import Proposal, ProposalLine
from tests import cast as the


def waiting(cast: the.Cast, number: int, urgency: str = "high", **changes: Any) -> list[Request]:
    """`number` reviewed requests, each in a case of its own that the coordinator holds."""
    return [_reviewed(cast, urgency, changes) for _number in range(number)]


def _reviewed(cast: the.Cast, urgency: str, changes: dict[str, Any]) -> Request:
    row = the.a_request(cast, **changes)
    requests.review(row, urgency, by=cast.coordinator)
    return row


def proposed(cast: the.Cast) -> Proposal:
    made = proposals.propose(by=cast.coordinator)
    made.refresh_from_db()
    return made


def line_of(row: Request) -> ProposalLine:
    """The line that waits for a decision on this request."""
    return ProposalLine.objects.get(request=row, state="open")


def let_go(cast: the.Cast, row: Request) -> None:
    """The coordinator no longer works on the case of this request."""
    member = row.case.casemember_set.get(user=cast.coordinator, until=None)
    cases.end_membership(member, by=cast.coordinator)


def with_room_for(cast: the.Cast, number: int) -> None:
    """Each Defender takes so many requests a week."""
    for user in (cast.defender, cast.other_defender):
        user.defender_profile.weekly_capacity = number
        user.defender_profile.save()
