"""Who may do what. Access comes from membership in the case and from the assignment, never from the role alone.

Predicates are named as a sentence about a user and a thing; PERMISSIONS is the whole policy in one readable table.
"""

from typing import Any

import rules

from reencuentro.accounts.models import User

from .errors import NotAllowed
from .models import Assignment, Case, CaseMember, Offer

Part = CaseMember.Part


def part_in(user: User, case: Case) -> str:
    """The user's part in the case, or "" for a stranger. `visible.case_for` leaves it on the case to save a query."""
    known = case.__dict__.get("part_of", {})
    if user.pk in known:
        return str(known[user.pk])
    member = CaseMember.objects.filter(case=case, user=user, until=None).only("part").first()
    return member.part if member else ""


def _case_of(thing: Any) -> Case:
    return thing if isinstance(thing, Case) else thing.case


@rules.predicate
def is_member(user: User, thing: Any) -> bool:
    return bool(part_in(user, _case_of(thing)))


@rules.predicate
def is_counsel(user: User, thing: Any) -> bool:
    return user.is_advocate and part_in(user, _case_of(thing)) == Part.COUNSEL


@rules.predicate
def is_legal_team(user: User, thing: Any) -> bool:
    return user.is_advocate and part_in(user, _case_of(thing)) in (Part.COUNSEL, Part.LEGAL_TEAM)


@rules.predicate
def is_advocate_side(user: User, thing: Any) -> bool:
    return user.is_advocate and is_member(user, thing)


@rules.predicate
def is_case_coordinator(user: User, thing: Any) -> bool:
    return user.is_coordinator and part_in(user, _case_of(thing)) == Part.COORDINATOR


@rules.predicate
def is_advocate(user: User) -> bool:
    return user.is_advocate


@rules.predicate
def is_coordinator(user: User, thing: Any = None) -> bool:
    return user.is_coordinator


@rules.predicate
def is_administrator(user: User, thing: Any = None) -> bool:
    return user.is_administrator


@rules.predicate
def is_defender(user: User, thing: Any = None) -> bool:
    return user.is_defender


@rules.predicate
def is_offered_defender(user: User, offer: Offer) -> bool:
    return user.is_defender and offer.defender_id == user.pk


@rules.predicate
def is_assigned_defender(user: User, assignment: Assignment) -> bool:
    return user.is_defender and assignment.defender_id == user.pk


@rules.predicate
def has_living_assignment(user: User, assignment: Assignment) -> bool:
    return assignment.state in ("working", "delivered")


PERMISSIONS = {
    "open_case": is_advocate,
    "see": is_member,
    "see_privileged": is_legal_team,
    "see_internal": is_case_coordinator,
    "edit": is_legal_team | is_case_coordinator,
    "edit_privileged": is_legal_team,
    "add_member": is_counsel,
    "take": is_coordinator,
    "ask": is_advocate_side,
    "disclose": is_legal_team,
    "consent": is_legal_team,
    "decide_finding": is_counsel,
    "receive": is_advocate_side,
    "triage": is_case_coordinator,
    "match": is_case_coordinator,
    "check_delivery": is_case_coordinator,
    "decide_fee": is_case_coordinator,
    "withdraw_request": is_legal_team | is_case_coordinator,
    "write_advocate": is_advocate_side | is_case_coordinator,
    "write_internal": is_case_coordinator,
    "end": is_counsel | is_case_coordinator,
    "ask_to_erase": is_counsel,
    "erase": is_administrator,
    "do_not_ask": is_legal_team | is_case_coordinator,
    "own_conflict": is_defender,
    "count_refusals": is_coordinator | is_administrator,
    "answer_offer": is_offered_defender,
    "work": is_assigned_defender & has_living_assignment,
    "hand_over": is_administrator | is_coordinator,
}


def may(user: User, act: str, thing: Any = None) -> bool:
    return bool(PERMISSIONS[act].test(user, thing))


def require(user: User, act: str, thing: Any = None) -> None:
    """Raises NotAllowed. An unknown act is a KeyError: closed unless named."""
    if not (user.is_active and may(user, act, thing)):
        raise NotAllowed(act)
