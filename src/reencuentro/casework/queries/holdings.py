"""What somebody who leaves still holds, so that nothing is orphaned."""

from reencuentro.accounts.models import User
from reencuentro.casework.models import Assignment, Case, CaseMember, Offer
from reencuentro.casework.rules import Part


def living_assignments(user: User) -> list[Assignment]:
    return list(
        Assignment.objects.filter(defender=user, state__in=["working", "delivered"]).select_related(
            "request", "case"
        )
    )


def open_offers(user: User) -> list[Offer]:
    return list(Offer.objects.filter(defender=user, state="made").select_related("request", "case"))


def cases_without_another(user: User) -> list[Case]:
    """Open cases in which this person is the only counsel or the only coordinator."""
    mine = CaseMember.objects.filter(user=user, until=None, case__state="open", case__erased_at=None)
    alone = []
    for member in mine.select_related("case").filter(part__in=[Part.COUNSEL, Part.COORDINATOR]):
        others = CaseMember.objects.filter(case=member.case, part=member.part, until=None).exclude(user=user)
        if not others.exists():
            alone.append(member.case)
    return alone
