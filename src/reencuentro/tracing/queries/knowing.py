"""Who may see more of a lead than the least, and who waits for an answer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, CaseMember
from reencuentro.casework.queries.describing import description_of
from reencuentro.casework.rules import Part
from reencuentro.engines.tracing.types import Description
from reencuentro.tracing.models import Lead, NeedToKnow
from reencuentro.tracing.rules import may

from .shown import shown_leads

WITH_LEAD = ("lead__case__organisation", "lead__found__case__organisation", "lead__kept", "asked_by")


@dataclass(frozen=True)
class BothSides:
    """What is known of the two persons of a lead; identity numbers and telephones are not shown."""

    ours: Description
    theirs: Description


def both_sides(lead: Lead) -> BothSides:
    """Only for whoever holds a living grant: actions.knowing.look sees to it and writes it down."""
    return BothSides(description_of(lead.person), description_of(lead.found))


def living_grant(lead: Lead, user: User) -> NeedToKnow | None:
    """The grant under which this person may see both sides now; it ends by itself when its time has come. One query."""
    return NeedToKnow.objects.filter(lead=lead, asked_by=user, state="granted", expires_at__gt=now()).first()


def holds(grant: NeedToKnow) -> bool:
    """Granted, and its time has not passed."""
    return grant.state == "granted" and grant.expires_at is not None and grant.expires_at > now()


def has_looked(lead: Lead, user: User) -> bool:
    """This person has seen both sides at some time. One query."""
    return NeedToKnow.objects.filter(lead=lead, asked_by=user, looked_at__isnull=False).exists()


def history(lead: Lead) -> list[NeedToKnow]:
    """Who asked to see more, who decided, until when. One query."""
    return list(lead.grants.select_related("asked_by", "answered_by"))


def to_answer(user: User) -> list[NeedToKnow]:
    """What waits for this person, the oldest first: coordinators for everybody else, counsel for records of their own
    cases. One query, two for counsel.
    """
    return list(_answerable(user).filter(state="asked").order_by("asked_at"))


def to_answer_of(case: Case, user: User) -> list[NeedToKnow]:
    """Those about records of this case. One query."""
    return list(_answerable(user).filter(state="asked", lead__found__case=case).order_by("asked_at"))


def grant_to_answer(user: User, pk: UUID) -> NeedToKnow:
    """One of them, answered or not, or 404."""
    grant = get_object_or_404(_answerable(user), pk=pk)
    if not may(user, "answer_knowing", grant):
        raise Http404
    return grant


def own_grant(user: User, pk: UUID) -> NeedToKnow:
    """What the user asked for, or 404."""
    return get_object_or_404(
        NeedToKnow.objects.filter(asked_by=user, lead__in=shown_leads()).select_related(*WITH_LEAD), pk=pk
    )


def _answerable(user: User) -> QuerySet[NeedToKnow]:
    rows = NeedToKnow.objects.filter(lead__in=shown_leads())
    others = rows.exclude(asked_by=user).select_related(*WITH_LEAD)
    if user.is_coordinator:
        return others
    if user.is_advocate:
        return others.filter(lead__found__case__in=_counselled(user))
    return others.none()


def _counselled(user: User) -> QuerySet[Any]:
    mine = CaseMember.objects.filter(user=user, until=None, part=Part.COUNSEL)
    return mine.values("case")
