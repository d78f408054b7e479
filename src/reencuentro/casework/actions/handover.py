"""When somebody leaves, their work goes on with somebody else; nothing is orphaned."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import Membership, Organisation, Role, User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Assignment, CaseMember, Event, Offer, Request
from reencuentro.casework.queries import holdings
from reencuentro.casework.rules import require
from reencuentro.notify import outbox

from ._story import coordinators, lock, record, tell
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


def _give_back(leaving: User, *, by: User | None) -> int:
    """Offers are withdrawn and work goes back to be matched; the coordinators of each case are told which.

    `by` None: the worker does it. Returns how many pieces of work went back or wait to be checked.
    """
    for offered in holdings.open_offers(leaving):
        _withdraw(offered, by=by)
    work = holdings.living_assignments(leaving)
    for assignment in work:
        if assignment.state == "working":  # what was delivered can be checked without the Defender
            _take_back(assignment, by=by)
    return len(work)


def _withdraw(offered: Offer, *, by: User | None) -> None:
    """Nothing when it was answered in the meantime: what was accepted then goes back as work."""
    lock(offered.request)
    lock(offered)
    if offered.state != "made":
        return
    _close(offered, "withdraw")
    _tell_and_record("offer.withdraw", offered.request, by=by)


def _take_back(assignment: Assignment, *, by: User | None) -> None:
    lock(assignment.request)
    lock(assignment)
    if assignment.state != "working":
        return
    assignment.move("hand_back")
    assignment.ended_at = now()
    assignment.save(update_fields=["state", "ended_at"])
    assignment.request.move("hand_back")
    assignment.request.save(update_fields=["state"])
    _tell_and_record("work.hand_back", assignment.request, by=by)


def _tell_and_record(verb: str, request: Request, *, by: User | None) -> None:
    Event.objects.create(
        case=request.case, verb=verb, request=request, by=by, at=now(), seen_by=Event.Seen.INTERNAL
    )
    log.record(verb, by=by or "system", about=request, case=request.case.code)
    for coordinator in coordinators(request.case):
        path = f"/requests/{request.pk}/"
        outbox.queue(coordinator, "defender_left", case_code=request.case.code, path=path)


def give_back_of_left() -> int:
    """Offers and work of Defenders who have left, for example an offer made in the very moment of leaving, go back.

    Run by the worker; twice is once. Returns of how many people something went back.
    """
    left = User.objects.filter(is_active=False, left_on__isnull=False)
    holds = Q(offers__state="made", offers__case__erased_at=None) | Q(
        assignments__state="working", assignments__case__erased_at=None
    )
    people = left.filter(holds).distinct()
    for person in people:
        _give_back_of(person)
    return len(people)


@transaction.atomic
def _give_back_of(person: User) -> None:
    _give_back(person, by=None)
