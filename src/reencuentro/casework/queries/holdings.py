"""What somebody who leaves still holds, so that nothing is orphaned."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reencuentro.accounts.models import User
from reencuentro.casework.models import Assignment, Case, CaseMember, Offer
from reencuentro.casework.rules import Part


@dataclass(frozen=True)
class Holding:
    """How much somebody holds: counts for an Administrator, who must not know more."""

    cases: int
    offers: int
    assignments: int

    def __bool__(self) -> bool:
        return bool(self.cases or self.offers or self.assignments)


def count(user: User) -> Holding:
    """Three queries."""
    return Holding(
        cases=memberships(user).count(),
        offers=Offer.objects.filter(defender=user, state="made").count(),
        assignments=Assignment.objects.filter(defender=user, state="working").count(),
    )


def references(user: User) -> list[str]:
    """What keeps somebody from leaving, as the ledger calls it."""
    cases = [member.case.ledger_ref for member in memberships(user).select_related("case")]
    offers = [offer.ledger_ref for offer in open_offers(user)]
    work = [one.request.ledger_ref for one in living_assignments(user) if one.state == "working"]
    return [*cases, *offers, *work]


def memberships(user: User) -> QuerySet[CaseMember]:
    """Living memberships in cases that were not erased."""
    return CaseMember.objects.filter(user=user, until=None, case__erased_at=None)


def living_assignments(user: User) -> list[Assignment]:
    return list(
        Assignment.objects.filter(
            defender=user, state__in=["working", "delivered"], case__erased_at=None
        ).select_related("request", "case")
    )


def open_offers(user: User) -> list[Offer]:
    found = Offer.objects.filter(defender=user, state="made", case__erased_at=None)
    return list(found.select_related("request", "case"))


def cases_without_another(user: User) -> list[Case]:
    """Open cases in which this person is the only counsel or the only coordinator."""
    mine = CaseMember.objects.filter(user=user, until=None, case__state="open", case__erased_at=None)
    alone = []
    for member in mine.select_related("case").filter(part__in=[Part.COUNSEL, Part.COORDINATOR]):
        others = CaseMember.objects.filter(case=member.case, part=member.part, until=None).exclude(user=user)
        if not others.exists():
            alone.append(member.case)
    return alone
