"""What counsel has decided about a finding."""

from uuid import UUID

from reencuentro.casework.models import Case, CounselDecision, Finding, Request
from reencuentro.casework.rules import Part
from reencuentro.reference import services


def in_force(finding: Finding) -> dict[str, CounselDecision]:
    """The newest decision of each audience (model order: oldest first)."""
    return {decision.audience: decision for decision in finding.decisions.all()}


def may_know(finding: Finding, audience: str) -> bool:
    """False until counsel has said yes for this very audience (initiative.md, never 3)."""
    decision = in_force(finding).get(audience)
    return decision is not None and decision.allowed


def undecided(case: Case) -> list[Finding]:
    return list(Finding.objects.filter(case=case, state="undecided").select_related("request"))


def kept_requests(case: Case, part: str) -> set[UUID]:
    """Requests whose words are kept from this part: a step may say "I spoke with the mother" before any delivery.

    A child advocate reads them once counsel has opened every finding of the request to that audience, not before.
    """
    if part != Part.CHILD_ADVOCATE:
        return set()
    dual_use = [service.code for service in services.all() if service.dual_use]
    kept = set()
    for request in Request.objects.filter(case=case, service__in=dual_use).prefetch_related(
        "findings__decisions"
    ):
        findings = request.findings.all()
        if not findings or not all(may_know(finding, "child_advocate") for finding in findings):
            kept.add(request.pk)
    return kept
