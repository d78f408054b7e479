"""Ask several Defenders at once: check what was ticked, send one offer after the other, see what became of each."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import cases, looking
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow, NotReady
from reencuentro.network.actions import asking
from reencuentro.network.queries import desk as queries
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.base import ActForm, fill
from reencuentro.web.visit import Visit

from . import desk_words as words

MOST = 100  # at once; more than a person can have looked at


def ticked(values: Iterable[str]) -> list[UUID]:
    """The ids among what was sent; all else is passed over."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found[:MOST]


@door(Role.COORDINATOR)
def desk_check(request: Visit) -> HttpResponse:
    """What would be sent to whom. POST sends; each offer stands or falls by itself."""
    given = request.POST if request.method == "POST" else request.GET
    lines = queries.lines_for(request.user, ticked(given.getlist("line")))
    if request.method == "POST":
        return _send(request, lines)
    rows = _rows(lines)
    ready = [row for row in rows if row.line.mine and row.possible]
    context = {
        "ready": ready,
        "others": [row for row in rows if not row.line.mine],
        "gone": [row for row in rows if row.line.mine and not row.possible],
        "unseen_count": sum(row.line.looked_at is None for row in ready),
        "form": ActForm(),
    }
    return render(request, "web/network/check.html", context)


def _rows(lines: list[Any]) -> list[words.Row]:
    possible = queries.still_possible([line for line in lines if _waits(line)], now())
    return [words.row(line, today(), line.pk in possible) for line in lines]


def _waits(line: Any) -> bool:
    return line.state == "open" and line.request.state == "reviewed"


def _send(request: Visit, lines: list[Any]) -> HttpResponse:
    form = fill(ActForm, request)
    client_id = form.cleaned_data.get("client_id") if form.is_valid() else None
    for line in lines:
        # Refused: somebody was faster, or this Defender cannot be asked any more. The list that follows says so.
        with suppress(Invalid, NotAllowed, NotNow, NotReady):
            if line.defender_id and client_id:
                looking.look(line.case, by=request.user, page="offer")
                asking.ask_as_proposed(line, by=request.user, client_id=client_id)
    return _with_lines("desk_asked", lines)


def _with_lines(page: str, lines: list[Any]) -> HttpResponse:
    query = urlencode({"line": [str(line.pk) for line in lines]}, doseq=True)
    return redirect(f"{reverse(page)}?{query}")


@post_only(Role.COORDINATOR)
def desk_take_ticked(request: Visit) -> HttpResponse:
    """Take the cases of what was ticked, then check again; whoever holds one already stays."""
    lines = queries.lines_for(request.user, ticked(request.POST.getlist("line")))
    for line in lines:
        with suppress(NotAllowed):  # closed meanwhile; the check page no longer offers it
            cases.take_case(line.case, by=request.user)
    return _with_lines("desk_check", lines)


@door(Role.COORDINATOR, methods=("GET",))
def desk_asked(request: Visit) -> HttpResponse:
    """What became of the lines that were sent, as they stand now."""
    rows = _rows(queries.lines_for(request.user, ticked(request.GET.getlist("line"))))
    asked = [row for row in rows if row.line.state in ("asked", "changed")]
    context = {"asked": asked, "others": [row for row in rows if row not in asked]}
    return render(request, "web/network/asked.html", context)
