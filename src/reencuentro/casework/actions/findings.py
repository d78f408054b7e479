"""Counsel's decision on onward use of a finding such as "parent located", audience by audience."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, CaseMember, CounselDecision, Finding
from reencuentro.casework.rules import require

from ._story import coordinators, lock, members, record, tell


@transaction.atomic
def decide(finding: Finding, audience: str, allowed: bool, *, by: User, because: str) -> CounselDecision:
    """Counsel decides whether this audience may learn of it, and says why. The newest decision counts.

    The legal team is told that there is a decision, and the coordination once it may know. Nobody else: counsel tells
    the others, such as a child advocate, and nothing that reaches a Defender changes (initiative.md, never 3).
    """
    require(by, "decide_finding", finding.case)
    if audience not in finding.audiences:
        raise Invalid("audience", _("Choose who may learn of it."))
    if not because.strip():
        raise Invalid("because", _("Write the reason for your decision."))
    lock(finding)
    finding.move("decide")
    finding.save(update_fields=["state"])
    decision = CounselDecision.objects.create(
        case=finding.case,
        finding=finding,
        audience=audience,
        allowed=allowed,
        because=because,
        by=by,
        at=now(),
    )
    record(
        "finding.decide",
        finding.case,
        by=by,
        about=finding,
        audience=audience,
        allowed=allowed,
        seen_by="legal",
    )
    _tell(decision, by=by)
    return decision


def _tell(decision: CounselDecision, *, by: User) -> None:
    people = members(decision.case, CaseMember.Part.COUNSEL, CaseMember.Part.LEGAL_TEAM)
    if decision.audience == "coordinator" and decision.allowed:
        people += coordinators(decision.case)
    tell_decided(decision.case, people, decision, by=by)


def tell_decided(case: Case, people: list[User], decision: CounselDecision, *, by: User) -> None:
    """Once each, with the code of `case`: their own. The way leads to the case, as an address must not say "found"."""
    path, key = f"/cases/{case.code}/", f"decided:{decision.pk}"
    tell(people, "counsel_decided", case, path=path, but=by, key=key)
