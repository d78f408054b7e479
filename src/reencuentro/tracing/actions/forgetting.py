"""When a case ends, is handed over or erased, what tracing knows for it ends too.

Erasing needs no hook: what is said of two persons is sealed with both keys (models.both), and lists leave such leads
out (queries.shown). What is left are the states, which end here.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions import cases
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, CaseMember
from reencuentro.tracing.models import Lead, NeedToKnow, TracingRequest

from ._story import who
from .requests import follow


@transaction.atomic
def end_case(case: Case, outcome: str, *, by: User, ended_on: date, said: str = "") -> None:
    """The child is out: the case ends (casework.actions.cases), and with it everything that is looked for."""
    cases.end_case(case, outcome, by=by, ended_on=ended_on, said=said)
    for request in _living(case):
        _close(request, by=by)


def go_round() -> int:
    """What else ended a case or a membership, such as a handover. Run by the worker; twice is once.

    Returns how many searches and needs to know have ended.
    """
    over = TracingRequest.objects.exclude(state="closed").exclude(case__state="open", case__erased_at=None)
    ended = sum(_close_if_living(request) for request in over.select_related("case"))
    return ended + sum(_end(grant) for grant in _grants_left_behind()) + _follow_vanished()


def _living(case: Case) -> list[TracingRequest]:
    return list(TracingRequest.objects.filter(case=case).exclude(state="closed"))


@transaction.atomic
def _close_if_living(request: TracingRequest) -> int:
    lock(request)
    if request.state == "closed":
        return 0
    _close(request, by=None)
    return 1


def _close(request: TracingRequest, *, by: User | None) -> None:
    """Without a reason of its own: the case says how it ended. An erased case has no key to seal one with."""
    lock(request)
    request.move("close")
    request.closed_at = now()
    request.save(update_fields=["state", "closed_at"])
    log.record("tracing.close", by=who(by), about=request, case=request.case.code)


def _grants_left_behind() -> list[NeedToKnow]:
    """Of people who no longer work on the case of the lead, or of cases that were erased on either side."""
    works = CaseMember.objects.filter(case=OuterRef("case"), user=OuterRef("asked_by"), until=None)
    erased = Q(case__erased_at__isnull=False) | Q(lead__found__case__erased_at__isnull=False)
    living = NeedToKnow.objects.filter(state__in=("asked", "granted"))
    return list(living.filter(~Exists(works) | erased).select_related("case", "lead"))


@transaction.atomic
def _end(grant: NeedToKnow) -> int:
    lock(grant)
    if grant.state not in ("asked", "granted"):
        return 0
    grant.move("withdraw" if grant.state == "asked" else "end")
    grant.save(update_fields=["state"])
    log.record("know.end", by=who(None), about=grant.lead, case=grant.case.code, grant=grant.pk)
    return 1


def _follow_vanished() -> int:
    """Searches that show a lead of a case that was erased since."""
    gone = Lead.objects.filter(found__case__erased_at__isnull=False, request__isnull=False)
    shown = TracingRequest.objects.filter(
        pk__in=gone.values("request"), state__in=("leads", "found", "confirmed")
    )
    return sum(_follow(request) for request in shown.filter(case__erased_at=None))


@transaction.atomic
def _follow(request: TracingRequest) -> int:
    lock(request)
    before = request.state
    follow(request)
    return int(request.state != before)
