"""The coordinators' page of tracing: what waits for them, and the searches of their cases."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from reencuentro.accounts.models import Role
from reencuentro.tracing.models import NeedToKnow, TracingRequest
from reencuentro.tracing.queries import knowing, leads, requests
from reencuentro.web import said
from reencuentro.web.doors import door
from reencuentro.web.visit import Visit

from . import words

A_PAGE = 25


@door(Role.COORDINATOR, methods=("GET",))
def tracing(http: Visit) -> HttpResponse:
    page = Paginator(requests.of(http.user), A_PAGE).get_page(http.GET.get("page"))
    noticed = Paginator(leads.noticed_at_the_door(http.user), A_PAGE).get_page(http.GET.get("door"))
    context = {
        "page": page,
        "lines": [_line(row) for row in page],
        "to_answer": [_wish(row) for row in knowing.to_answer(http.user)[:A_PAGE]],
        "door_page": noticed,
        "at_the_door": [words.row(one) for one in noticed],
        "lonely": requests.that_nobody_coordinates(http.user)[:A_PAGE],
    }
    return render(http, "web/tracing/overview.html", context)


def _line(row: TracingRequest) -> dict[str, Any]:
    return {
        "row": row,
        "sought": words.sought(row),
        "tone": words.tone(row.tone),
        "since": said.day(row.asked_at),
        "waiting": row.waiting,  # type: ignore[attr-defined]
    }


def _wish(row: NeedToKnow) -> dict[str, Any]:
    return {"row": row, "who": row.asked_by.full_name, "when": said.day(row.asked_at)}
