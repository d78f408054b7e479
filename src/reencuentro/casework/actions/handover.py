"""When somebody leaves, their work goes on with somebody else; nothing is orphaned."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import Membership, Organisation, Role, User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import CaseMember
from reencuentro.casework.queries import holdings
from reencuentro.casework.rules import require

from ._story import record, tell
from .offers import _close


@transaction.atomic
def leave(leaving: User, *, by: User, successor: User | None = None) -> None:
    """Hand everything over and end the membership, both or neither.

    Raises Invalid when the successor does not fit, and the refusals of accounts.actions.end_membership.
    """
    hand_over(leaving, successor, by=by)
    accounts.end_membership(leaving, by=by, holding=holdings.references(leaving))


@transaction.atomic
def change_role(
    user: User, *, by: User, organisation: Organisation, role: Role | str, successor: User | None = None
) -> Membership:
    """Hand over the work of the old role and begin the new one, both or neither.

    Raises Invalid when the successor does not fit, and the refusals of accounts.actions.change_role.
    """
    hand_over(user, successor, by=by)
    held = holdings.references(user)
    return accounts.change_role(user, by=by, organisation=organisation, role=role, holding=held)


@transaction.atomic
def hand_over(leaving: User, successor: User | None, *, by: User) -> int:
    """Give every case of `leaving` to `successor` of the same role and organisation; returns how many cases.

    A Defender's work goes back to the coordinator, who matches it again; their open offers are withdrawn. The one who
    hands over sees no case by it: an Administrator only moves the rows. Raises Invalid when the successor does not fit.
    """
    require(by, "hand_over")
    if leaving.is_defender:
        return _give_back(leaving, by=by)
    memberships = holdings.memberships(leaving).select_related("case")
    if memberships and (successor is None or not _fits(leaving, successor)):
        raise Invalid("successor", _("Choose an active person of the same role and organisation."))
    for member in memberships:
        _pass_on(member, successor, by=by)
    return len(memberships)


def _fits(leaving: User, successor: User) -> bool:
    same_house = successor.organisation == leaving.organisation
    return (
        successor.is_active and successor.pk != leaving.pk and successor.role == leaving.role and same_house
    )


def _pass_on(member: CaseMember, successor: User | None, *, by: User) -> None:
    member.until = now()
    member.save(update_fields=["until"])
    if successor is None:
        return
    already = CaseMember.objects.filter(case=member.case, user=successor, until=None).first()
    if already is None:
        CaseMember.objects.create(
            case=member.case, user=successor, part=member.part, granted_by=by, since=now()
        )
    record("case.hand_over", member.case, by=by, member=member.user_id, successor=successor.pk)
    tell([successor], "handed_over", member.case, path=f"/cases/{member.case.code}/", but=by)


def _give_back(leaving: User, *, by: User) -> int:
    for offered in holdings.open_offers(leaving):
        _close(offered, "withdraw")
        record("offer.withdraw", offered.case, by=by, request=offered.request, seen_by="internal")
    work = holdings.living_assignments(leaving)
    for assignment in work:
        request = assignment.request
        if assignment.state == "delivered":
            continue  # what was delivered can be checked without the Defender
        assignment.move("hand_back")
        assignment.ended_at = now()
        assignment.save(update_fields=["state", "ended_at"])
        request.move("hand_back")
        request.save(update_fields=["state"])
        record("work.hand_back", assignment.case, by=by, request=request, seen_by="internal")
    return len(work)
