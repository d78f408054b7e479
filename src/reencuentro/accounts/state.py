"""How people and invitations are doing, for the Administrator's page: counts only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from . import queries
from .models import Link, Membership, Session
from .models.link import Purpose
from .rules import Actor

SOON = timedelta(days=2)


@dataclass(frozen=True)
class AccountsState:
    by_role: dict[str, int]  # members who have joined
    sessions: int
    unprotected: int  # working people who need a second factor and have none
    expiring: int  # invitations that end within SOON
    expired: int

    @property
    def people(self) -> int:
        return sum(self.by_role.values())


def state(now: datetime, *, by: Actor) -> AccountsState:
    """Four queries. Raises NotAllowed."""
    unprotected = queries.people(by=by, standing=queries.Standing.UNPROTECTED).count()
    working = Membership.objects.filter(ended=None, user__is_active=True)
    open_ones = Q(used=None, voided=None, user__joined=None, user__left_on=None)
    invited = Link.objects.filter(open_ones, purpose=Purpose.INVITATION).aggregate(
        expired=Count("pk", filter=Q(expires__lte=now)),
        expiring=Count("pk", filter=Q(expires__gt=now, expires__lte=now + SOON, token_hash__isnull=False)),
    )
    return AccountsState(
        by_role=dict(working.values_list("role").annotate(Count("pk"))),
        sessions=Session.objects.filter(expires__gt=now, user__isnull=False).count(),
        unprotected=unprotected,
        **invited,
    )
