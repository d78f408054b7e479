"""What people say about a lead. It stays; two different people confirm where a release depends on it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions._story import coordinators, lock, once
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.tracing.errors import LookFirst
from reencuentro.tracing.models import Judgement, Lead, TracingRequest
from reencuentro.tracing.queries.knowing import has_looked
from reencuentro.tracing.queries.leads import newest
from reencuentro.tracing.rules import require
from reencuentro.tracing.states import JUDGEMENTS, WANTED

from . import findings
from ._story import tell
from .requests import follow

LINKS = ("same", "sibling")  # what ties two families, and so needs a look at both sides


@once(Judgement)
def judge(lead: Lead, verdict: str, *, by: User, because: str, client_id: UUID | None = None) -> Judgement:
    """Same, not_same, sibling or unsure, with a reason. Nobody's word is ever changed; their newest one counts.

    A first "same" or "sibling" goes to counsel. Raises NotAllowed, Invalid, LookFirst before both sides were seen,
    NotReady when the search has ended.
    """
    require(by, "judge", lead)
    _refuse(lead, verdict, because, by=by)
    if lead.request is not None:
        lock(lead.request)
    lock(lead)
    made = Judgement.objects.create(
        case=lead.case, lead=lead, verdict=verdict, because=because, by=by, at=now(), client_id=client_id
    )
    _move(lead, verdict)
    if lead.request is not None:
        follow(lead.request)
    if verdict in LINKS:
        findings.make(lead, by=by)
    log.record("lead.judge", by=by, about=lead, case=lead.case.code, verdict=verdict, state=lead.state)
    path = f"/tracing/leads/{lead.pk}/"
    tell(coordinators(lead.case), "tracing_judged", lead.case, path=path, but=by)
    return made


def _refuse(lead: Lead, verdict: str, because: str, *, by: User) -> None:
    if verdict not in JUDGEMENTS:
        raise Invalid("verdict", _("Choose what you think."))
    if not because.strip():
        raise Invalid("because", _("Write the reason for your judgement."))
    if lead.request is not None and lead.request.state == "closed":
        raise NotReady(_("This search is closed. Open it again first."))
    if verdict in LINKS and not has_looked(lead, by):
        raise LookFirst


def _move(lead: Lead, verdict: str) -> None:
    """The newest word decides; what is wanted is confirmed once enough people say it and nobody says otherwise."""
    wanted = WANTED[lead.sought]
    said = newest(lead.judgements.all(), lead.seen_at).values()
    enough = sum(word == wanted for word in said) >= _needed(lead.request)
    confirmed = verdict == wanted and enough and not set(said) - {wanted, "unsure"}
    lead.move("confirm" if confirmed else verdict)
    lead.save(update_fields=["state"])


def _needed(request: TracingRequest | None) -> int:
    """How many different people. A lead without a search may come to carry a release as well."""
    return 2 if request is None or request.release_depends else 1
