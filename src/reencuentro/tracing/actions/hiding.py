"""Who may not be traced, such as a family that fears the seeker: no card, and no lead that anybody sees."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.actions._story import lock, record
from reencuentro.casework.actions.people import refresh_features
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Person
from reencuentro.casework.rules import require
from reencuentro.tracing.models import Lead, NeedToKnow, TracingRequest

from .requests import follow

REASON = _("Write the reason. Only the legal team and the coordination of this case read it.")


@transaction.atomic
def hide(person: Person, *, by: User, because: str) -> None:
    """From now on nobody of another case finds this person; what their own case looks for goes on.

    Leads towards the person that nobody confirmed vanish, and with them what others may see of them. Whoever held one
    gets the answer that they would get if there had been nobody. Twice keeps the newer reason. Raises Invalid.
    """
    require(by, "edit", person.case)
    _hold_searches(person)
    _mark(person, because)
    leads = list(_towards(person).exclude(state="confirmed").select_for_update())
    for lead in leads:
        _vanish(lead)
    record("tracing.hide", person.case, by=by, about=person, seen_by="legal")


@transaction.atomic
def show_again(person: Person, *, by: User, because: str) -> None:
    """The danger is over: the person may be found, and the leads are as they were. Raises Invalid without a reason."""
    require(by, "edit", person.case)
    if not because.strip():
        raise Invalid("because", REASON)
    _hold_searches(person)
    lock(person)
    if not person.do_not_trace:
        return
    _write(person, "")
    for lead in _towards(person).filter(hidden=True).select_for_update():
        lead.hidden = False
        lead.save(update_fields=["hidden"])
        _follow(lead)
    record("tracing.show_again", person.case, by=by, about=person, said=because, seen_by="legal")


def _hold_searches(person: Person) -> None:
    """In the order of whoever writes leads down: first the search, then the person, then the lead."""
    held = TracingRequest.objects.filter(leads__found=person).order_by("pk")
    list(TracingRequest.objects.select_for_update().filter(pk__in=[one.pk for one in held]).order_by("pk"))


def _mark(person: Person, because: str) -> None:
    if not because.strip():
        raise Invalid("because", REASON)
    lock(person)
    _write(person, because)


def _write(person: Person, because: str) -> None:
    person.do_not_trace = because
    person.save(update_fields=["do_not_trace"])
    refresh_features(person)


def _towards(person: Person) -> QuerySet[Lead]:
    return Lead.objects.filter(found=person).order_by("pk")


def _vanish(lead: Lead) -> None:
    lead.hidden = True
    lead.save(update_fields=["hidden"])
    for grant in NeedToKnow.objects.filter(lead=lead, state__in=("asked", "granted")):
        grant.move("withdraw" if grant.state == "asked" else "end")
        grant.expires_at = now()
        grant.save(update_fields=["state", "expires_at"])
    _follow(lead)


def _follow(lead: Lead) -> None:
    if lead.request is not None:
        follow(lead.request)
