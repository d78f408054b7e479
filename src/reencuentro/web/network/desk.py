"""The coordinators' desk: the day's proposal for all waiting requests, worked through line by line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import cases
from reencuentro.casework.clockwork import now, today
from reencuentro.network.actions import proposals
from reencuentro.network.models import Proposal
from reencuentro.network.queries import day, following
from reencuentro.network.queries import desk as queries
from reencuentro.reference.countries import ORIGIN
from reencuentro.web import request_words, said
from reencuentro.web.acts import press
from reencuentro.web.answers import attempt
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.base import ActForm, fill
from reencuentro.web.visit import Visit

from . import desk_words as words
from .waiting import shows_itself_again

PAGE = 50  # a day's requests on one page; about 15 KB on the wire


@door(Role.COORDINATOR, methods=("GET",))
def desk(request: Visit) -> HttpResponse:
    proposal, made_next = queries.newest(), queries.under_way()
    context: dict[str, Any] = {
        "proposal": proposal,
        "made_next": made_next,
        "form": ActForm(),
        "following": [_month(month) for month in following.by_month(today())],
    }
    if proposal is None:
        context["waiting"] = day.waiting(request.user).order_by().count()
    else:
        context |= _proposal(request, proposal)
    page = render(request, "web/network/desk.html", context)
    return shows_itself_again(page, waits=made_next is not None)


def _proposal(request: Visit, proposal: Proposal) -> dict[str, Any]:
    filters = filters_of(request)
    decided = request.GET.get("tab") == "decided"
    counts = queries.counts(request.user, proposal)
    rows = (
        queries.decided_lines(request.user, proposal)
        if decided
        else queries.waiting_lines(request.user, proposal, filters)
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    possible = frozenset() if decided else queries.still_possible(lines, now())
    return {
        "made_at": said.moment(proposal.made_at) if proposal.made_at else "",
        "counts": counts,
        "since": queries.since(request.user, proposal),
        "decided": decided,
        "page": page,
        "rows": [words.row(line, today(), line.pk in possible) for line in lines],
        "alarms": words.alarm_counts(counts.alarms),
        "filters": filters,
        "filtered": _said(filters),
        "countries": [(code, said.country(code)) for code in ORIGIN],
        "urgencies": [(code, request_words.urgency(code)) for code in ("critical", "high", "normal")],
        "client_id": ActForm()["client_id"].initial,
    }


def _month(month: following.Month) -> dict[str, Any]:
    return {"name": said.month(month.first), "month": month}


def filters_of(request: Visit) -> queries.Filters:
    given = request.GET
    return queries.Filters(
        country=given.get("country", "") if given.get("country") in ORIGIN else "",
        urgency=given.get("urgency", ""),
        alarm=given.get("alarm", ""),
        mine="mine" in given,
        ties="ties" in given,
    )


def _said(filters: queries.Filters) -> list[str]:
    """The filters in words; empty when nothing is filtered."""
    found = [
        said.country(filters.country),
        request_words.urgency(filters.urgency) if filters.urgency in request_words.URGENCY_TONES else "",
        str(words.ALARMS.get(filters.alarm, "")),
        _("my cases") if filters.mine else "",
        _("near ties") if filters.ties else "",
    ]
    return [one for one in found if one]


@post_only(Role.COORDINATOR)
def desk_propose(request: Visit) -> HttpResponse:
    """Make the proposal anew; a double click is one."""
    form = fill(ActForm, request)
    client_id = form.cleaned_data["client_id"] if form.is_valid() else None
    made = attempt(request, lambda: proposals.propose(by=request.user, client_id=client_id))
    if made.state == "ready":
        messages.success(request, _("The proposal is new. Nothing has been asked yet."))
    return redirect("desk")


@post_only(Role.COORDINATOR)
def desk_take(request: Visit, pk: UUID) -> HttpResponse:
    """Take the case of this line, then check the offer; whoever holds it already stays."""
    line = queries.line_for(request.user, pk)
    attempt(request, lambda: cases.take_case(line.case, by=request.user))
    if line.defender_id is None:
        return redirect("candidates", line.request_id)
    return redirect(words.ask_url(line, line.defender_id))


@post_only(Role.COORDINATOR)
def desk_set_aside(request: Visit, pk: UUID) -> HttpResponse:
    line = queries.line_for(request.user, pk)
    return press(
        request,
        lambda: proposals.set_aside(line, by=request.user),
        then=reverse("desk"),
        done=_("Set aside. It comes back with the next proposal."),
    )


@post_only(Role.COORDINATOR)
def desk_take_up(request: Visit, pk: UUID) -> HttpResponse:
    line = queries.line_for(request.user, pk)
    return press(
        request,
        lambda: proposals.take_up(line, by=request.user),
        then=reverse("desk_line", args=[pk]),
        done=_("It is among those to decide again."),
    )
