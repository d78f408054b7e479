"""A lead: the least for everybody who judges it, both sides for whoever was granted them, and the judgements."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import looking
from reencuentro.tracing.actions import judging
from reencuentro.tracing.actions import knowing as looks
from reencuentro.tracing.models import Judgement, Lead, NeedToKnow
from reencuentro.tracing.queries import knowing, leads
from reencuentro.web import said
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.tracing import Judge
from reencuentro.web.visit import Visit

from . import words


@door(Role.COORDINATOR)
def lead(http: Visit, pk: UUID) -> HttpResponse:
    row = leads.lead_for(http.user, pk)
    form = fill(Judge, http, verdicts=words.verdicts(row.sought))
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with suppress(Refusal):
            attempt(http, lambda: judging.judge(row, by=http.user, **given), form)
            messages.success(http, _("Your judgement is noted, with its reason."))
            return redirect("lead", row.pk)
    looking.look(row.case, by=http.user, page="lead")
    return render(http, "web/tracing/lead.html", {**_context(http, row), "form": form})


def _context(http: Visit, row: Lead) -> dict[str, Any]:
    least = leads.least(row)
    grants = knowing.history(row)
    return {
        "case": row.case,
        "lead": row,
        "request": row.request,
        "sought": words.sought(row.request) if row.request else row.person.full_name,
        "row": words.row(least),
        "evidence": words.evidence(least.evidence),
        "origin": words.origin(row),
        "since": said.day(row.seen_at),
        "judgements": [_judgement(one, row) for one in leads.judgements_of(row)],
        "own": _own(grants, http),
        "grants": [_grant(one) for one in grants],
    }


def _judgement(one: Judgement, row: Lead) -> dict[str, Any]:
    return {
        "who": one.by.full_name,
        "verdict": words.verdict(one.verdict, row.sought),
        "because": one.because,
        "when": said.moment(one.at),
        "old": one.at < row.seen_at,
    }


def _own(grants: list[NeedToKnow], http: Visit) -> dict[str, Any] | None:
    """The newest wish of the reader to see more, with what follows from it."""
    mine = [one for one in grants if one.asked_by_id == http.user.pk]
    if not mine:
        return None
    newest = mine[-1]
    return {
        "row": newest,
        "waits": newest.state == "asked",
        "holds": knowing.holds(newest),
        "until": said.moment(newest.expires_at) if newest.expires_at else "",
        "answer": newest.answer,
    }


def _grant(one: NeedToKnow) -> dict[str, Any]:
    over = one.state == "granted" and not knowing.holds(one)
    return {
        "who": one.asked_by.full_name,
        "because": one.because,
        "when": said.day(one.asked_at),
        "second": one.answered_by.full_name if one.answered_by else "",
        "tone": "" if over else words.tone(one.tone),
        "state": _("Ended") if over else str(one.state_words),
    }


@door(Role.COORDINATOR, methods=("GET",))
def lead_both(http: Visit, pk: UUID) -> HttpResponse:
    """Names, dates and places of both; each look is written down for both cases."""
    row = leads.lead_for(http.user, pk)
    try:
        sides = attempt(http, lambda: looks.look(row, by=http.user))
    except Refusal:
        return redirect("lead", row.pk)
    held = knowing.living_grant(row, http.user)
    ours, theirs = words.side(sides.ours), words.side(sides.theirs)
    labels = words.side_labels()
    context = {
        "case": row.case,
        "lead": row,
        "row": words.row(leads.least(row)),
        "lines": [(labels[key], ours[key], theirs[key]) for key in labels if ours[key] or theirs[key]],
        "until": said.moment(held.expires_at) if held and held.expires_at else "",
    }
    return render(http, "web/tracing/both.html", context)
