"""What somebody found goes to counsel first: of the case that looks, and of the case where the person was found."""

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions import findings as counsel
from reencuentro.casework.actions._story import coordinators, members, tell
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import CaseMember, CounselDecision, Event, Finding, Person
from reencuentro.casework.rules import part_in, require
from reencuentro.casework.states import OTHER_COUNSEL
from reencuentro.tracing.models import Attempt, Lead
from reencuentro.tracing.queries.across import Across, across
from reencuentro.tracing.queries.shown import shown_leads

PARENTS = ("mother", "father")
SIBLINGS = ("sibling", "half_sibling", "stepsibling")


@transaction.atomic
def make(lead: Lead, *, by: User) -> None:
    """Somebody says that the lead is who is looked for: counsel decides what becomes of it. Twice is once.

    Counsel of the other case decides about their own client and learns no more than that somebody looks for them.
    """
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    if held.finding_id is not None:
        return
    held.finding = _for_counsel(held.person, _kind(held), by=by, two_sided=True)
    held.finding_there = _for_counsel(held.found, "sought_elsewhere", by=by, two_sided=True)
    held.save(update_fields=["finding", "finding_there"])
    _announce(held.finding, by=by)  # both rows first: who holds the head of the ledger waits for nobody
    _announce(held.finding_there, by=by)
    lead.finding, lead.finding_there = held.finding, held.finding_there


def make_of(attempt: Attempt, *, by: User) -> None:
    """The person was reached. The caller has just made the attempt and holds the transaction."""
    person = attempt.request.person
    attempt.finding = _for_counsel(person, _kind_of(person, attempt.request.sought), by=by)
    attempt.save(update_fields=["finding"])
    _announce(attempt.finding, by=by)


def _kind(lead: Lead) -> str:
    return _kind_of(lead.person, "sibling" if lead.state == "related" else lead.sought)


def _kind_of(person: Person, sought: str) -> str:
    if sought == "sibling" or (sought == "person" and person.relationship in SIBLINGS):
        return "sibling_located"
    if sought == "person" and person.relationship in PARENTS:
        return "parent_located"
    return "person_located"


def _for_counsel(person: Person, kind: str, *, by: User, two_sided: bool = False) -> Finding:
    """Only the legal team sees it in the thread; whoever acts from another case is not named there."""
    case = person.case
    finding = Finding.objects.create(case=case, person=person, kind=kind, two_sided=two_sided)
    named = by if part_in(by, case) else None
    Event.objects.create(case=case, verb="finding.make", by=named, at=now(), seen_by=Event.Seen.LEGAL)
    return finding


def _announce(finding: Finding, *, by: User) -> None:
    case = finding.case
    log.record("finding.make", by=by, about=finding, case=case.code)
    tell(
        members(case, CaseMember.Part.COUNSEL),
        "counsel_decision_needed",
        case,
        path=f"/cases/{case.code}/",
        but=by,
    )


@transaction.atomic
def decide(finding: Finding, audience: str, allowed: bool, *, by: User, because: str) -> CounselDecision:
    """As casework.actions.findings.decide; who waits in tracing is told too, by the code of their own case alone.

    The coordination of the case that looks, which knows what was found, and the legal team of the other case as soon as
    something more is open to them: a "no" is for nobody to learn there. Raises NotAllowed, Invalid.
    """
    decision = counsel.decide(finding, audience, allowed, by=by, because=because)
    if _is_of_this_side(finding):
        counsel.tell_decided(finding.case, coordinators(finding.case), decision, by=by)
    if audience in OTHER_COUNSEL and allowed:
        _tell_the_other_counsel(decision, by=by)
    return decision


def _is_of_this_side(finding: Finding) -> bool:
    """Found by the people of this case, and not by others who look for somebody in it."""
    of_a_lead = shown_leads().filter(finding=finding).exists()
    return of_a_lead or Attempt.objects.filter(finding=finding).exists()


def _tell_the_other_counsel(decision: CounselDecision, *, by: User) -> None:
    theirs = across(decision.finding).there
    if theirs is None:
        return
    seen = across(theirs)
    if seen.opened if decision.audience == "other_who" else seen.reach:
        team = members(theirs.case, CaseMember.Part.COUNSEL, CaseMember.Part.LEGAL_TEAM)
        counsel.tell_decided(theirs.case, team, decision, by=by)


@transaction.atomic
def look_across(across: Across, *, by: User) -> None:
    """The legal team of one case reads what counsel of the other has opened: an entry about the other case too."""
    require(by, "see_privileged", across.here.case)
    if across.there is not None and across.opened:
        log.record("finding.look_across", by=by, about=across.there, case=across.there.case.code)
