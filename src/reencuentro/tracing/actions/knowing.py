"""Need to know: somebody asks to see both sides of a lead, a second person decides, and time takes it back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Role, User
from reencuentro.audit import log
from reencuentro.casework.actions._story import lock, members, once
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import CaseMember
from reencuentro.reference import tracing_policy
from reencuentro.tracing.errors import NoLivingGrant
from reencuentro.tracing.models import Lead, NeedToKnow
from reencuentro.tracing.queries.knowing import BothSides, both_sides, living_grant
from reencuentro.tracing.rules import require

from ._story import tell


@once(NeedToKnow)
def ask(lead: Lead, *, by: User, because: str, client_id: UUID | None = None) -> NeedToKnow:
    """Ask to see both sides. Whoever asks again while it waits or holds gets the first one back.

    Raises NotAllowed, Invalid without a reason.
    """
    require(by, "ask_to_know", lead)
    if not because.strip():
        raise Invalid("because", _("Write why you must see more."))
    lock(lead)
    if known := _living(lead, by):
        return known
    grant = NeedToKnow.objects.create(
        case=lead.case, lead=lead, asked_by=by, because=because, asked_at=now(), client_id=client_id
    )
    log.record("know.ask", by=by, about=lead, case=lead.case.code, grant=grant.pk)
    _tell_asked(grant, by=by)
    return grant


def _tell_asked(grant: NeedToKnow, *, by: User) -> None:
    """Counsel of the other case learns of it under their own case's code."""
    lead, path = grant.lead, f"/tracing/knowing/{grant.pk}/"
    tell(_coordinators(), "know_asked", lead.case, path=path, but=by)
    tell(members(lead.found.case, CaseMember.Part.COUNSEL), "know_asked", lead.found.case, path=path, but=by)


def _living(lead: Lead, user: User) -> NeedToKnow | None:
    """The one that waits or holds; one whose time has passed is put away first."""
    known = NeedToKnow.objects.filter(lead=lead, asked_by=user, state__in=("asked", "granted")).first()
    if known is None or known.state == "asked" or living_grant(lead, user):
        return known
    known.move("end")
    known.save(update_fields=["state"])
    return None


def _coordinators() -> QuerySet[User]:
    return User.objects.filter(is_active=True, memberships__role=Role.COORDINATOR, memberships__ended=None)


@transaction.atomic
def look_at_wish(row: NeedToKnow, *, by: User) -> None:
    """Whoever may answer reads the reason and the least of the lead. Raises NotAllowed."""
    require(by, "answer_knowing", row)
    _log(row, "look", by=by)


@transaction.atomic
def grant(row: NeedToKnow, *, by: User) -> None:
    """A second person says yes; it holds for the days of the policy. Raises NotAllowed, NotNow."""
    at = _answer(row, "grant", by=by)
    row.expires_at = at + timedelta(days=tracing_policy.policy().grant_days)
    row.save(update_fields=["state", "answered_by", "answered_at", "expires_at"])
    _tell_answer(row, "grant", by=by)


@transaction.atomic
def refuse(row: NeedToKnow, *, by: User, because: str) -> None:
    """A second person says no, and why. Raises NotAllowed, Invalid, NotNow."""
    if not because.strip():
        raise Invalid("because", _("Write why not."))
    _answer(row, "refuse", by=by)
    row.answer = because
    row.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    _tell_answer(row, "refuse", by=by)


def _answer(row: NeedToKnow, move: str, *, by: User) -> datetime:
    require(by, "answer_knowing", row)
    lock(row)
    row.move(move)
    at = now()
    row.answered_by, row.answered_at = by, at
    return at


def _tell_answer(row: NeedToKnow, verb: str, *, by: User) -> None:
    _log(row, verb, by=by)
    tell([row.asked_by], "know_answered", row.case, path=f"/tracing/leads/{row.lead_id}/", but=by)


@transaction.atomic
def withdraw(row: NeedToKnow, *, by: User) -> None:
    """Whoever asked needs it no more. Raises NotAllowed, NotNow."""
    require(by, "withdraw_knowing", row)
    lock(row)
    row.move("withdraw")
    row.save(update_fields=["state"])
    _log(row, "withdraw", by=by)


@transaction.atomic
def look(lead: Lead, *, by: User) -> BothSides:
    """See both sides, written down for both cases. Raises NotAllowed, NoLivingGrant."""
    require(by, "see_leads", lead)
    held = living_grant(lead, by)
    if held is None:
        raise NoLivingGrant
    if held.looked_at is None:
        held.looked_at = now()
        held.save(update_fields=["looked_at"])
    sides = both_sides(lead)
    for case in (lead.case, lead.found.case):
        log.record("lead.look", by=by, about=lead, case=case.code, grant=held.pk)
    return sides


def _log(row: NeedToKnow, verb: str, *, by: User) -> None:
    log.record(f"know.{verb}", by=by, about=row.lead, case=row.case.code, grant=row.pk)
