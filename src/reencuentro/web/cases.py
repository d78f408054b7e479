"""My cases, the page of a case, taking one."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import cases as actions
from reencuentro.casework.actions import looking, placements, sponsors
from reencuentro.casework.models import Case, Finding
from reencuentro.casework.queries import facts
from reencuentro.casework.queries.case_list import case_list, counts, line
from reencuentro.casework.queries.case_page import CasePage, case_page, days_in_custody
from reencuentro.casework.queries.visible import case_for, case_to_take
from reencuentro.casework.rules import may
from reencuentro.casework.states import OUTCOMES
from reencuentro.casework.terms import FINDING_KINDS, READABLE, RECIPIENTS
from reencuentro.reference import requirements, vocabularies
from reencuentro.tracing.queries.located import located
from reencuentro.ui import words

from . import case_words as say
from . import readiness_words as rule_words
from . import said
from .acts import press
from .doors import CASE_PEOPLE, door, post_only
from .forms.cases import FindCase
from .tracing import of_case as tracing_of_case
from .visit import Visit

A_PAGE = 25
ACTS = (
    "edit",
    "edit_privileged",
    "see_privileged",
    "see_internal",
    "ask",
    "consent",
    "add_member",
    "decide_finding",
    "end",
    "ask_to_erase",
)


@door(*CASE_PEOPLE, methods=("GET",))
def cases(request: Visit) -> HttpResponse:
    find = FindCase(request.GET)
    code = find.cleaned_data["code"] if find.is_valid() else ""
    state = "ended" if request.GET.get("state") == "ended" else "open"
    how_many = counts(request.user)
    pages = Paginator(case_list(request.user, state=state, code=code), A_PAGE)
    if not code.strip():
        pages.count = how_many.get(state, 0)  # counted once is enough
    page = pages.get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "lines": [_line(line(case, today), today) for case in page],
        "counts": how_many,
        "state": state,
        "code": code,
        "find": find,
    }
    return render(request, "web/case/list.html", context)


def _line(row: Any, today: Any) -> dict[str, Any]:
    days = (row.next_clock - today).days if row.next_clock else None
    return {
        "row": row,
        "outcome": str(OUTCOMES[row.outcome]) if row.outcome else "",
        "country": said.country(row.country),
        "clock": "" if days is None else words.days_left(days),
        "clock_tone": "" if days is None else words.urgency(days),
        "clock_on": said.day(row.next_clock),
    }


@door(*CASE_PEOPLE)
def case(request: Visit, code: str) -> HttpResponse:
    """GET looks; a POST of `show` opens the facility or the sponsor's contact, which is recorded by itself."""
    found = case_for(request.user, code)
    looking.look(found, by=request.user)
    page = case_page(found, request.user)
    shown = _show(request, page) if request.method == "POST" else None
    return render(request, "web/case/case.html", _context(request, found, page, shown))


def _show(request: Visit, page: CasePage) -> UUID:
    """The row whose hidden part is opened: "placement:<id>" or "sponsor:<id>"; anything else is a 404."""
    kind, _colon, pk = request.POST.get("show", "").partition(":")
    for placement in page.placements if kind == "placement" else ():
        if str(placement.pk) == pk:
            return placements.show_facility(placement, by=request.user).pk
    for sponsor in page.sponsors if kind == "sponsor" else ():
        if str(sponsor.pk) == pk:
            return sponsors.show_sponsor(sponsor, by=request.user).pk
    raise Http404


def _context(request: Visit, found: Case, page: CasePage, shown: UUID | None) -> dict[str, Any]:
    today = timezone.localdate()
    names = {person.pk: person.full_name for person in page.people}
    moments = say.thread(page, page.worked_on_it)
    placement = next((row for row in reversed(page.placements) if row.until is None), None)
    known = located(found, request.user, page.findings)
    kin, ties = say.family(page, today, known)
    return {
        "case": found,
        "page": page,
        "today": today,
        "may": {act: may(request.user, act, found) for act in ACTS},
        "heading": say.heading(page, today),
        "child_name": page.child.short_name if page.child else found.code,
        "days": days_in_custody(found, today),
        "custody_since": said.day(found.custody_since),
        "tasks": say.tasks(page, today),
        "readiness": _readiness(page, today) if found.state == "open" else None,
        "earlier": moments[: -say.SHOWN_EVENTS],
        "moments": moments[-say.SHOWN_EVENTS :],
        "kin": kin,
        "ties": ties,
        "clocks": [_clock(clock, today) for clock in page.clocks],
        "shown": shown,
        "sponsors": [_sponsor(row) for row in page.sponsors],
        "people": [_person(person, today, known) for person in page.people],
        "requests": [_request(row) for row in page.requests],
        "papers": [_paper(row, names) for row in page.documents],
        "tracing": tracing_of_case.section(found, request.user),
        "consents": [_consent(row, names, today) for row in page.consents],
        "undecided": [row for row in page.findings if row.state == "undecided"],
        "decided": [row for row in page.findings if row.state != "undecided"],
        "opened": []
        if may(request.user, "see_privileged", found)
        else [_opened(row) for row in page.findings],
        "placement": placement,
        "placement_show": f"placement:{placement.pk}" if placement else "",
        "open_requests": sum(row.state in say.IN_HAND for row in page.requests),
        "members": [(row, say.part(row.part)) for row in page.members],
        "pathway": said.label(vocabularies.get("exit_pathways", found.exit_pathway)),
    }


def _readiness(page: CasePage, today: Any) -> dict[str, Any]:
    found = facts.assess(page, today)
    points = rule_words.points(found, page)
    return {
        "number": len(points),
        "abroad": [point for point in points if point.abroad_words],
        "here": [point for point in points if not point.abroad_words],
        "category": rule_words.expected_category(found),
        "disclaimer": requirements.disclaimer(said.language()),
    }


def _opened(row: Finding) -> dict[str, str]:
    """What counsel has opened to this reader: that it was found, and of whom; where, they learn from counsel."""
    name = row.person.full_name if row.person else ""
    return {"kind": str(FINDING_KINDS.get(row.kind, row.kind)), "name": name}


def _clock(clock: Any, today: Any) -> dict[str, Any]:
    label = say.clock_label(clock)
    return {
        "row": clock,
        "days": (clock.due_on - today).days,
        "label": label,
        "link": format_html('<a href="{}">{}</a>', reverse("clock", args=[clock.pk]), label),
        "on": said.day(clock.due_on),
    }


def _sponsor(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "show": f"sponsor:{row.pk}",
        "name": row.person.full_name,
        "relationship": said.relationship(row.relationship),
        "category": said.category(row.category),
        "tone": say.tone(row.tone),
    }


def _person(person: Any, today: Any, found: set[UUID]) -> dict[str, Any]:
    role = _("The child") if person.is_child else said.relationship(person.relationship)
    lost = person.unlocated and person.pk not in found
    return {"row": person, "role": role, "age": say.age_in_words(person, today), "lost": lost}


def _request(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "what": said.wanted(row),
        "where": said.country(row.country),
        "tone": say.tone(row.tone),
    }


def _paper(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    kind = said.paper(row.kind)
    return {
        "row": row,
        "title": row.title or kind,
        "kind": kind if row.title else "",
        "whose": names.get(row.person_id, ""),
        "added": said.day(row.created_at),
        "readable": ", ".join(str(READABLE[key]).lower() for key in row.readable if key in READABLE),
    }


def _consent(row: Any, names: dict[UUID, str], today: Any) -> dict[str, Any]:
    expired = row.state == "given" and row.expires_on < today
    return {
        "row": row,
        "whose": names.get(row.person_id, ""),
        "to": str(RECIPIENTS.get(row.recipients, row.recipients)),
        "until": said.day(row.expires_on),
        "tone": "late" if expired else say.tone(row.tone),
        "status": _("Expired") if expired else str(row.state_words),
    }


@post_only(Role.COORDINATOR)
def case_take(request: Visit, code: str) -> HttpResponse:
    found = case_to_take(request.user, code)
    then = reverse("case", args=[found.code])
    return press(
        request,
        lambda: actions.take_case(found, by=request.user),
        then=then,
        done=_("You now work on this case."),
    )
