"""The coordinators' inbox: a dense table by clock. No identities; a case is opened by taking it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import cases
from reencuentro.casework.clockwork import today
from reencuentro.casework.queries import inbox as waiting
from reencuentro.casework.states import REQUEST, URGENCIES
from reencuentro.ui import words

from . import request_words, said
from .answers import attempt
from .doors import door, post_only
from .visit import Visit

PAGE = 25
TABS = {
    "all": gettext_lazy("Everything"),
    "review": gettext_lazy("To review"),
    "match": gettext_lazy("To match"),
    "check": gettext_lazy("To check"),
    "fees": gettext_lazy("Costs"),
}


@dataclass(frozen=True)
class Line:
    """A row of the table in words."""

    row: waiting.Row
    what: str
    where: str
    state: str
    tone: str
    clock: str
    clock_tone: str
    day: str
    urgency: str
    urgency_tone: str


def line(row: waiting.Row, now: date) -> Line:
    state = REQUEST[row.state]
    left = (row.next_clock - now).days if row.next_clock else None
    return Line(
        row=row,
        what=said.wanted(row),
        where=", ".join(part for part in (said.place(row.department), said.country(row.country)) if part),
        state=str(state),
        tone=request_words.tone(state.tone),
        clock=_("no clock") if left is None else words.days_left(left),
        clock_tone="" if left is None else words.urgency(left),
        day=said.day(row.next_clock),
        urgency=str(URGENCIES[row.urgency]) if row.urgency else "",
        urgency_tone=request_words.URGENCY_TONES.get(row.urgency, ""),
    )


@door(Role.COORDINATOR, methods=("GET",))
def inbox(request: Visit) -> HttpResponse:
    tab = request.GET.get("tab", "all")
    tab = tab if tab in TABS else "all"
    filters = _filters(request)
    rows = waiting.listed(request.user, tab, filters, today())
    how_many = waiting.counts(request.user, filters, today())
    pages = Paginator(rows, PAGE)
    if not filters.one_state:
        pages.count = how_many[tab]  # counted once is enough
    page = pages.get_page(request.GET.get("page"))
    lines = [line(waiting.row(found), today()) for found in page.object_list]
    context = {
        "tab": tab,
        "tabs": [(key, str(words), _address(request, key), how_many[key]) for key, words in TABS.items()],
        "page": page,
        "lines": lines,
        "filters": filters,
        "filtered": _said(filters),
    }
    return render(request, "web/request/inbox.html", context)


def _filters(request: Visit) -> waiting.Filters:
    given = request.GET
    return waiting.Filters(
        state=given.get("state", ""),
        country=given.get("country", ""),
        urgency=given.get("urgency", ""),
        organisation=given.get("partner", ""),
        late="late" in given,
    )


def _address(request: Visit, tab: str) -> str:
    query = request.GET.copy()
    for gone in ("page", "state"):
        query.pop(gone, None)
    query["tab"] = tab
    return f"?{query.urlencode()}"


def _said(filters: waiting.Filters) -> list[str]:
    """The filters in words; empty when nothing is filtered."""
    found = [
        str(REQUEST[filters.one_state]) if filters.one_state else "",
        said.country(filters.country),
        request_words.urgency(filters.urgency) if filters.urgency in URGENCIES else "",
        _("one partner organisation") if filters.organisation else "",
        _("clock has run out") if filters.late else "",
    ]
    return [words for words in found if words]


@post_only(Role.COORDINATOR)
def request_take(request: Visit, pk: UUID) -> HttpResponse:
    """Take the case of this request and go to its page; whoever holds it already stays."""
    row = waiting.one_of(request.user, pk)
    attempt(request, lambda: cases.take_case(row.case, by=request.user))
    return redirect("request", pk)
