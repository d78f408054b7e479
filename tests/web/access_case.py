"""Rows of the access table for the pages of a case (see access.py for what a row means)."""

from tests.web.access import ADVOCATES, COORDINATOR, COUNSEL, DEFENDER, TEAM, Row

EDITORS = COUNSEL | COORDINATOR  # legal team and coordinators change a case; a child advocate reads it

_READ = {"case": "case", "person": "person", "obstacle": "obstacle", "consent": "consent", "case_messages": "case"}
_EDIT = {
    "case_edit": "case",
    "case_urgent": "case",
    "case_end": "case",
    "case_reopen": "case",
    "link_add": "case",
    "person_add": "case",
    "placement_add": "case",
    "sponsor_add": "case",
    "obstacle_add": "case",
    "clock_add": "case",
    "document_add": "case",
    "person_edit": "person",
    "person_registry": "person",
    "name_add": "person",
    "number_add": "person",
    "tie_add": "person",
    "tie_prove": "tie",
    "sponsor": "sponsor",
    "clock": "clock",
    "document_readable": "document",
}
_COUNSEL = {
    "case_narrative": "case",
    "case_erase_ask": "case",
    "member_add": "case",
    "consent_add": "case",
    "finding": "finding",
}

ROWS: dict[str, Row] = {
    "cases": Row(TEAM),
    "case_open": Row(ADVOCATES),
    **{name: Row(TEAM, thing) for name, thing in _READ.items()},
    **{name: Row(EDITORS, thing) for name, thing in _EDIT.items()},
    **{name: Row(COUNSEL, thing) for name, thing in _COUNSEL.items()},
    "document": Row(TEAM, "document"),
    "consent_scan": Row(TEAM, "consent"),  # 404 unless the consent was recorded with a scan
    "sponsor_contact": Row(EDITORS, "sponsor", "POST"),
    "sponsor_move": Row(EDITORS, "sponsor", "POST"),  # 404 without a known move
    "clock_stop": Row(EDITORS, "clock", "POST"),  # 404 without a known move
    "member_end": Row(COUNSEL | frozenset({"child_advocate"}), "member", "POST"),
    "case_take": Row(COORDINATOR, "case", "POST"),  # any coordinator may take an open case
}

# A Defender opens what they delivered, before anybody on the advocates' side.
DELIVERED = {"document": Row(COORDINATOR | DEFENDER, "delivered_document")}
