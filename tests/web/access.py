"""Who may come in where: one row for each URL. A new page without a row fails test_access.py.

`who` are the people who belong inside: members of the case by their part, the Defender by offer or assignment, others
by their role. `of` names the thing in the world (world.py) whose id or code stands in the URL; None = nobody else.
`extra` are further parts of the URL, `typed` is what the form sends. `takes_all`: a button for whoever has the role,
also outside the case (a coordinator takes a case from the inbox).
"""

from dataclasses import dataclass
from typing import Any

ADVOCATES = frozenset({"advocate", "child_advocate"})
TEAM = ADVOCATES | {"coordinator"}
COUNSEL = frozenset({"advocate"})
EDITORS = frozenset({"advocate", "coordinator"})
COORDINATOR = frozenset({"coordinator"})
DEFENDER = frozenset({"defender"})
ADMINISTRATOR = frozenset({"administrator"})
EVERYBODY = frozenset({"advocate", "child_advocate", "coordinator", "defender", "administrator", "editor"})


@dataclass(frozen=True)
class Row:
    who: frozenset[str]
    of: str | None = None
    method: str = "GET"
    extra: tuple[tuple[str, Any], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    takes_all: bool = False


def post(who: frozenset[str], of: str | None = None, **more: Any) -> Row:
    return Row(who, of, "POST", **more)


# Open to everybody; tests/accounts/test_doors.py names them one by one.
OPEN = {
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "forgotten",
    "link",
    "open_link",
    "set_language",
    "look",
    "join",
    "join_country",
    "join_thanks",
}
# One's own account, whoever one is; their tests are in tests/accounts and tests/notify.
OWN = {
    "profile",
    "change_password",
    "change_email",
    "sessions",
    "end_other_sessions",
    "end_session",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "notices",
    "read_all_notices",
    "notice_preferences",
    "open_notice",
}

ROWS: dict[str, Row] = {
    "home": Row(EVERYBODY),
    # the case
    "cases": Row(TEAM),
    "case_open": Row(ADVOCATES),
    "case": Row(TEAM, "case"),
    "case_take": post(COORDINATOR, "case", takes_all=True),
    "case_edit": Row(EDITORS, "case"),
    "case_narrative": Row(COUNSEL, "case"),
    "do_not_ask": Row(EDITORS, "case"),
    "do_not_ask_lift": post(COORDINATOR, "case", extra=(("conflict", "conflict"),)),
    "case_urgent": Row(EDITORS, "case"),
    "case_end": Row(EDITORS, "case"),
    "case_reopen": Row(EDITORS, "ended_case"),
    "case_erase_ask": Row(COUNSEL, "ended_case"),
    "case_messages": Row(TEAM, "case"),
    "person_add": Row(EDITORS, "case"),
    "placement_add": Row(EDITORS, "case"),
    "sponsor_add": Row(EDITORS, "case"),
    "obstacle_add": Row(EDITORS, "case"),
    "clock_add": Row(EDITORS, "case"),
    "consent_add": Row(COUNSEL, "case"),
    "document_add": Row(EDITORS, "case"),
    "link_add": Row(EDITORS, "case"),
    "member_add": Row(COUNSEL, "case"),
    "member_end": post(ADVOCATES, "member"),
    "person": Row(TEAM, "person"),
    "person_edit": Row(EDITORS, "person"),
    "person_registry": Row(EDITORS, "person"),
    "name_add": Row(EDITORS, "person"),
    "number_add": Row(EDITORS, "person"),
    "tie_add": Row(EDITORS, "person"),
    "tie_prove": Row(EDITORS, "tie"),
    "sponsor": Row(EDITORS, "sponsor"),
    "sponsor_contact": post(EDITORS, "sponsor"),
    "sponsor_move": post(EDITORS, "sponsor", typed=(("move", "apply"),)),
    "obstacle": Row(TEAM, "obstacle"),
    "clock": Row(EDITORS, "clock"),
    "clock_stop": post(EDITORS, "clock", typed=(("move", "meet"),)),
    "consent": Row(TEAM, "consent"),
    "consent_scan": Row(TEAM, "consent"),
    "finding": Row(COUNSEL, "finding"),
    "document": Row(TEAM, "document"),
    "document_readable": Row(EDITORS, "document"),
    # asking and following
    "ask": Row(ADVOCATES, "case"),
    "ask_check": Row(ADVOCATES, "case"),
    "ask_discard": post(ADVOCATES, "case"),
    "ask_step": Row(ADVOCATES, "case", extra=(("slug", "need"),)),
    "ask_keep": post(ADVOCATES, "case", extra=(("slug", "need"),)),
    "request": Row(TEAM, "asked"),
    "request_answer": Row(ADVOCATES, "questioned"),
    "request_receive": post(COUNSEL, "ready"),
    "request_object": Row(COUNSEL, "ready"),
    "request_withdraw": Row(EDITORS, "asked"),
    "request_change": Row(ADVOCATES, "asked", extra=(("slug", "purpose"),)),
    "request_release": Row(COUNSEL, "asked"),
    # the coordination
    "inbox": Row(COORDINATOR),
    "dashboard": Row(COORDINATOR),
    # the network: counts only
    "coverage": Row(COORDINATOR | ADMINISTRATOR),
    "request_take": post(COORDINATOR, "asked", takes_all=True),
    "request_review": Row(COORDINATOR, "asked"),
    "request_ask_back": Row(COORDINATOR, "asked"),
    "request_decline": Row(COORDINATOR, "asked"),
    "candidates": Row(COORDINATOR, "reviewed"),
    "offer_make": Row(COORDINATOR, "reviewed", extra=(("defender", "defender"),)),
    "line_stop": post(COORDINATOR, "line"),
    "offer_withdraw": post(COORDINATOR, "offer"),
    "delivery_check": Row(COORDINATOR, "delivery"),
    "fee_decide": post(COORDINATOR, "fee"),
    "fee_receipt": Row(COORDINATOR, "fee"),
    "fee_paid": post(COORDINATOR, "fee"),
    # the desk: any coordinator sees what waits, without identities; what concerns a case only who holds it
    "desk": Row(COORDINATOR),
    "desk_propose": post(COORDINATOR),
    "desk_check": Row(COORDINATOR),
    "desk_asked": Row(COORDINATOR),
    "desk_take_ticked": post(COORDINATOR),
    "desk_line": Row(COORDINATOR, "proposal_line", takes_all=True),
    "desk_why_not": Row(COORDINATOR, "proposal_line", takes_all=True),
    "desk_take": post(COORDINATOR, "proposal_line", takes_all=True),
    "desk_set_aside": post(COORDINATOR, "proposal_line"),
    "desk_take_up": post(COORDINATOR, "proposal_line"),
    "desk_wish": Row(COORDINATOR, "proposal_line"),
    "wish_end": post(COORDINATOR, "wish"),
    "what_if": Row(COORDINATOR),
    "what_if_result": Row(COORDINATOR, "what_if"),
    # the Defender
    "my_offers": Row(DEFENDER),
    "offer": Row(DEFENDER, "offer"),
    "offer_accept": post(DEFENDER, "offer"),
    "offer_decline": Row(DEFENDER, "offer"),
    "my_work": Row(DEFENDER),
    "assignment": Row(DEFENDER, "assignment"),
    "assignment_counter": Row(DEFENDER, "assignment"),
    "promise": Row(DEFENDER, "assignment"),
    "step_add": Row(DEFENDER, "assignment"),
    "fee_add": Row(DEFENDER, "assignment"),
    "work_messages": Row(DEFENDER, "assignment"),
    "deliver": Row(DEFENDER, "assignment"),
    "hand_back": Row(DEFENDER, "assignment"),
    "draft_paper": Row(DEFENDER, "draft_paper"),
    "my_receipt": Row(DEFENDER, "fee"),
    "agreement": Row(DEFENDER),
    "availability": Row(DEFENDER),
    "availability_capacity": Row(DEFENDER),
    "availability_base": Row(DEFENDER),
    "availability_town": Row(DEFENDER),
    "availability_places": Row(DEFENDER),
    "availability_hours": Row(DEFENDER),
    "availability_languages": Row(DEFENDER),
    "availability_expertise": Row(DEFENDER),
    "availability_safety": Row(DEFENDER),
    "availability_about": Row(DEFENDER),
    "price_add": Row(DEFENDER),
    "price_remove": post(DEFENDER),
    "availability_days": Row(DEFENDER),
    "period_add": Row(DEFENDER),
    "period_remove": post(DEFENDER),
    "absence_add": Row(DEFENDER),
    "absence_remove": post(DEFENDER),
    "own_conflicts": Row(DEFENDER),
    "own_conflict_lift": post(DEFENDER, "own_conflict"),
    "availability_pause": post(DEFENDER),
    "availability_resume": post(DEFENDER),
    # tracing: leads are read by coordinators of the case alone; any coordinator and counsel of the other case may grant
    "tracing": Row(COORDINATOR),
    "tracing_ask": Row(EDITORS, "case"),
    "tracing_request": Row(EDITORS, "tracing_request"),
    "tracing_search": post(EDITORS, "tracing_request"),
    "tracing_change": Row(EDITORS, "tracing_request"),
    "tracing_close": Row(EDITORS, "tracing_request"),
    "tracing_reopen": post(EDITORS, "closed_search"),
    "tracing_reunite": post(EDITORS, "tracing_request"),
    "lead": Row(COORDINATOR, "lead"),
    "lead_both": Row(COORDINATOR, "lead"),
    "lead_know": Row(COORDINATOR, "lead"),
    "know": Row(EDITORS, "wish_to_answer", takes_all=True),
    "know_withdraw": post(COORDINATOR, "own_wish"),
    # the network: every coordinator looks after all of it
    "network": Row(COORDINATOR),
    "network_person": Row(COORDINATOR, "network_defender", takes_all=True),
    "network_correct": Row(COORDINATOR, "network_defender", takes_all=True),
    "applications": Row(COORDINATOR),
    "application": Row(COORDINATOR, "application", takes_all=True),
    "application_review": post(COORDINATOR, "application", takes_all=True),
    "application_note": post(COORDINATOR, "application", takes_all=True),
    "application_references": post(COORDINATOR, "application", takes_all=True),
    "application_accept": post(COORDINATOR, "application", takes_all=True),
    "application_decline": Row(COORDINATOR, "application", takes_all=True),
    "application_withdraw": post(COORDINATOR, "application", takes_all=True),
    "trainings": Row(COORDINATOR),
    "training": Row(COORDINATOR, "training", takes_all=True),
    "applicants": Row(ADMINISTRATOR),
    "applicant_invite": Row(ADMINISTRATOR, "agreed_application"),
    # administration: never a case beyond its code
    "administration": Row(ADMINISTRATOR),
    "people": Row(ADMINISTRATOR),
    "invite_person": Row(ADMINISTRATOR),
    "invitation_link": Row(ADMINISTRATOR),
    "person_account": Row(ADMINISTRATOR, "somebody"),
    "invite_person_again": post(ADMINISTRATOR, "invited"),
    "bring_person_back": Row(ADMINISTRATOR, "left"),
    "renew_person_password": post(ADMINISTRATOR, "somebody"),
    "reset_person_factor": post(ADMINISTRATOR, "somebody"),
    "end_person_sessions": post(ADMINISTRATOR, "somebody"),
    "change_person_role": Row(ADMINISTRATOR, "somebody"),
    "end_person_membership": Row(ADMINISTRATOR, "somebody"),
    "organisations": Row(ADMINISTRATOR),
    "create_organisation": Row(ADMINISTRATOR),
    "organisation": Row(ADMINISTRATOR, "organisation"),
    "ledger": Row(ADMINISTRATOR),
    "ledger_entries": Row(ADMINISTRATOR),
    "ledger_about": Row(ADMINISTRATOR, extra=(("reference", "case:R-222222"),)),
    "sign_checkpoint": post(ADMINISTRATOR),
    "take_checkpoint": post(ADMINISTRATOR),
    "keys": Row(ADMINISTRATOR),
    "matching_weights": Row(ADMINISTRATOR),
    "weights_change": Row(ADMINISTRATOR),
    "weights_trial": Row(ADMINISTRATOR, "trial"),
    "erasures": Row(ADMINISTRATOR),
    "erase_case": Row(ADMINISTRATOR, "erasing_case"),
    "outbox": Row(ADMINISTRATOR),
    "send_notice_again": post(ADMINISTRATOR, "notice"),
}
