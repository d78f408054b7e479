"""The life of a search: asked for, changed, closed, opened again, ended because the family is in contact."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions._story import coordinators, edit, lock, once
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.casework.models import Case, Consent, Person, Request
from reencuentro.tracing.errors import AlreadySought, NoConsent
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries.beside import LOCATE
from reencuentro.tracing.queries.leads import confirmed
from reencuentro.tracing.queries.requests import holds
from reencuentro.tracing.queries.shown import shown_leads
from reencuentro.tracing.rules import may, require
from reencuentro.tracing.states import ENDED, SOUGHT, WANTED

from ._story import tell, who

CHANGEABLE = ("because", "do_not_tell", "release_depends", "standing", "consent", "without_consent")

ONLY_LEGAL = _("Only the legal team may say that no release depends on it.")

# The state of a lead when somebody says what is wanted of it.
SAYS_FOUND = {"same": "likely", "sibling": "related"}

# How a search goes from the state in which it is towards the one that its leads call for, one move at a time.
WAY = {
    ("open", "leads"): "lead",
    ("open", "found"): "find",
    ("open", "confirmed"): "find",
    ("leads", "open"): "clear",
    ("leads", "found"): "find",
    ("leads", "confirmed"): "find",
    ("found", "open"): "doubt",
    ("found", "leads"): "doubt",
    ("found", "confirmed"): "confirm",
    ("confirmed", "open"): "doubt",
    ("confirmed", "leads"): "doubt",
    ("confirmed", "found"): "doubt",
}


@once(TracingRequest)
def ask(
    case: Case,
    person: Person,
    *,
    by: User,
    because: str,
    sought: str = "person",
    consent: Consent | None = None,
    without_consent: str = "",
    do_not_tell: str = "",
    release_depends: bool = True,
    came_from: Request | None = None,
    client_id: UUID | None = None,
) -> TracingRequest:
    """Look for `person` of the case, or for brothers and sisters, or for children of theirs.

    It rests on a living consent that covers the search, or on counsel's reason why it goes without one. `came_from` is
    a request of the case to find this person, or somebody not named. Search it next (searching.search). Raises
    NotAllowed, Invalid, NoConsent, AlreadySought, NotReady for a case that has ended.
    """
    require(by, "ask", case)
    _refuse_impossible(case, person, sought=sought, because=because)
    _refuse_other_request(case, person, came_from)
    _refuse_consent(case, consent, without_consent, by=by)
    if not (release_depends or may(by, "let_one_confirm", case)):
        raise Invalid("release_depends", ONLY_LEGAL)
    lock(case)
    if TracingRequest.objects.filter(person=person, sought=sought).exclude(state="closed").exists():
        raise AlreadySought
    request = TracingRequest.objects.create(
        case=case,
        person=person,
        sought=sought,
        consent=consent,
        without_consent="" if consent else without_consent,
        because=because,
        do_not_tell=do_not_tell,
        release_depends=release_depends,
        came_from=came_from,
        asked_by=by,
        asked_at=now(),
        client_id=client_id,
    )
    _log("ask", request, by=by, sought=sought, consented=consent is not None)
    return request


def _refuse_impossible(case: Case, person: Person, *, sought: str, because: str) -> None:
    if case.state != "open":
        raise NotReady(_("This case has ended. Reopen it first."))
    if person.case_id != case.pk:
        raise Invalid("person", _("This person belongs to another case."))
    if sought not in SOUGHT:
        raise Invalid("sought", _("Choose whom to look for."))
    if not because.strip():
        raise Invalid("because", _("Write why the search is needed."))


def _refuse_other_request(case: Case, person: Person, came_from: Request | None) -> None:
    if came_from is None:
        return
    if came_from.case_id != case.pk or came_from.service != LOCATE:
        raise Invalid("person", _("That is no request of this case to find somebody."))
    if came_from.subject_id not in (None, person.pk):
        raise Invalid("person", _("That request is to find somebody else."))


def _refuse_consent(case: Case, consent: Consent | None, without: str, *, by: User) -> None:
    """Raises NoConsent: either a consent of this case that holds, or a reason that counsel gives."""
    if consent is not None:
        if consent.case_id != case.pk or not holds(consent):
            raise NoConsent
    elif not (without.strip() and may(by, "ask_without_consent", case)):
        raise NoConsent


@transaction.atomic
def change(request: TracingRequest, *, by: User, version: int, **facts: Any) -> None:
    """`facts` are some of CHANGEABLE. Raises NotAllowed, EditedMeanwhile, Invalid, NoConsent."""
    require(by, "change", request)
    unknown = set(facts) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"unknown facts of a search: {sorted(unknown)}")
    if "because" in facts and not facts["because"].strip():
        raise Invalid("because", _("Write why the search is needed."))
    if not facts.get("release_depends", True):
        _refuse_one_word(request, by=by)
    if "consent" in facts and facts["consent"] != request.consent:
        _refuse_consent(request.case, facts["consent"], facts.get("without_consent", ""), by=by)
    changed = edit(request, facts, version=version)
    if changed:
        _log("change", request, by=by, fields="+".join(changed)[:64])
    if "release_depends" in changed:
        _weigh_again(request)


def _refuse_one_word(request: TracingRequest, *, by: User) -> None:
    """Whoever judges leads may not do away with the second person who must agree."""
    if request.release_depends and not may(by, "let_one_confirm", request.case):
        raise Invalid("release_depends", ONLY_LEGAL)


def _weigh_again(request: TracingRequest) -> None:
    """A lead that one person confirmed is not confirmed any more where two are needed. The search is locked."""
    for lead in request.leads.filter(state="confirmed").select_for_update().order_by("pk"):
        if not confirmed(lead):
            lead.move(WANTED[lead.sought])
            lead.save(update_fields=["state"])
    follow(request)


@transaction.atomic
def close(request: TracingRequest, *, by: User, because: str) -> None:
    """It is searched no more; its leads stay as they are. Raises NotAllowed, Invalid without a reason, NotNow."""
    require(by, "end", request)
    if not because.strip():
        raise Invalid("because", _("Write why the search ends."))
    lock(request)
    request.move("close")
    request.closed_at, request.closed_because = now(), because
    request.save(update_fields=["state", "closed_at", "closed_because"])
    _log("close", request, by=by)


@transaction.atomic
def reopen(request: TracingRequest, *, by: User) -> None:
    """It goes on where it stood. Raises NotAllowed, NotNow, AlreadySought when a newer search took its place."""
    require(by, "end", request)
    lock(request)
    lock(request.case)  # in this order: _story
    if request.case.state != "open":
        raise NotReady(_("This case has ended. Reopen it first."))
    newer = TracingRequest.objects.filter(person=request.person_id, sought=request.sought).exclude(
        state="closed"
    )
    if newer.exclude(pk=request.pk).exists():
        raise AlreadySought
    request.move("reopen")
    request.closed_at, request.closed_because, request.searched_at = None, "", None
    request.save(update_fields=["state", "closed_at", "closed_because", "searched_at"])
    follow(request)
    _log("reopen", request, by=by)


@transaction.atomic
def reunite(request: TracingRequest, *, by: User) -> None:
    """The child and the person are in contact again. Raises NotAllowed, NotNow unless it was confirmed."""
    require(by, "reunite", request)
    lock(request)
    request.move("reunite")
    request.save(update_fields=["state"])
    _log("reunite", request, by=by)


def follow(request: TracingRequest) -> None:
    """Bring the state of a locked search to what its leads call for; one that has ended stays ended."""
    if request.state in ENDED:
        return
    target = _called_for(request)
    while request.state != target:
        request.move(WAY[request.state, target])
    request.save(update_fields=["state"])


def _called_for(request: TracingRequest) -> str:
    states = set(shown_leads().filter(request=request).values_list("state", flat=True))
    if "confirmed" in states:
        return "confirmed"
    if SAYS_FOUND[WANTED[request.sought]] in states:
        return "found"
    return "leads" if states & {"open", "unsure", "likely"} else "open"


def tell_coordinators(request: TracingRequest, kind: str, *, but: User | None = None, key: str = "") -> None:
    path = f"/tracing/{request.pk}/"
    tell(coordinators(request.case), kind, request.case, path=path, but=but, key=key)


def _log(verb: str, request: TracingRequest, *, by: User | None, **details: Any) -> None:
    log.record(f"tracing.{verb}", by=who(by), about=request, case=request.case.code, **details)
