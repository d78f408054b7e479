"""Counsel's decision on onward use of a finding such as "parent located", audience by audience."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import CounselDecision, Finding
from reencuentro.casework.rules import require

from ._story import lock, record


@transaction.atomic
def decide(finding: Finding, audience: str, allowed: bool, *, by: User, because: str) -> CounselDecision:
    """Counsel decides whether this audience may learn of it, and says why. The newest decision counts."""
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
    return decision
