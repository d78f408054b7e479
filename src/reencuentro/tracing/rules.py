"""Who may do what in tracing: one readable table. Things are a case, or rows that have one.

The legal team and the case's coordinators ask and follow. Leads are read and judged by coordinators alone: what they
find goes to counsel as a finding, and no further before counsel decides (initiative.md, never 3).
"""

from typing import Any

import rules

from reencuentro.accounts.models import User
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.rules import is_case_coordinator, is_coordinator, is_counsel, is_legal_team

from .models import NeedToKnow


@rules.predicate
def did_not_ask(user: User, grant: NeedToKnow) -> bool:
    return grant.asked_by_id != user.pk


@rules.predicate
def asked(user: User, grant: NeedToKnow) -> bool:
    return grant.asked_by_id == user.pk


@rules.predicate
def is_counsel_of_the_other_case(user: User, grant: NeedToKnow) -> bool:
    return is_counsel.test(user, grant.lead.found)


PERMISSIONS = {
    "see": is_legal_team | is_case_coordinator,
    "ask": is_legal_team | is_case_coordinator,
    "ask_without_consent": is_counsel,
    "change": is_legal_team | is_case_coordinator,
    "search": is_legal_team | is_case_coordinator,
    "end": is_legal_team | is_case_coordinator,
    "reunite": is_legal_team | is_case_coordinator,
    "look": is_coordinator,
    "see_leads": is_case_coordinator,
    "judge": is_case_coordinator,
    "ask_to_know": is_case_coordinator,
    "withdraw_knowing": asked,
    "answer_knowing": did_not_ask & (is_coordinator | is_counsel_of_the_other_case),
}


def may(user: User, act: str, thing: Any = None) -> bool:
    return bool(PERMISSIONS[act].test(user, thing))


def require(user: User, act: str, thing: Any = None) -> None:
    """Raises NotAllowed. An unknown act is a KeyError: closed unless named."""
    if not (user.is_active and may(user, act, thing)):
        raise NotAllowed(act)
