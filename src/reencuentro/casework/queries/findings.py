"""What counsel has decided about a finding."""

from reencuentro.casework.models import Case, CounselDecision, Finding


def in_force(finding: Finding) -> dict[str, CounselDecision]:
    """The newest decision of each audience (model order: oldest first)."""
    return {decision.audience: decision for decision in finding.decisions.all()}


def may_know(finding: Finding, audience: str) -> bool:
    """False until counsel has said yes for this very audience (initiative.md, never 3)."""
    decision = in_force(finding).get(audience)
    return decision is not None and decision.allowed


def undecided(case: Case) -> list[Finding]:
    return list(Finding.objects.filter(case=case, state="undecided").select_related("request"))
