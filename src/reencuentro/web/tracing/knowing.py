"""Need to know: asking to see both sides of a lead, and the answer of a second person."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role, User
from reencuentro.casework.rules import part_in
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import knowing as actions
from reencuentro.tracing.models import NeedToKnow
from reencuentro.tracing.queries import knowing, leads
from reencuentro.web import said
from reencuentro.web.acts import ActPage, carry_out, press
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import CASE_PEOPLE, door, post_only
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.tracing import AskToKnow, RefuseToKnow
from reencuentro.web.visit import Visit

from . import words


@door(Role.COORDINATOR)
def lead_know(http: Visit, pk: UUID) -> HttpResponse:
    row = leads.lead_for(http.user, pk)
    page = ActPage(
        row.case,
        _("Ask to see both sides"),
        _("Ask"),
        done=_("Asked. You are told as soon as somebody decides."),
        lead=_("Another coordinator, or counsel of the other case, decides. What is granted ends by itself."),
        back=reverse("lead", args=[row.pk]),
    )
    return carry_out(
        http,
        page,
        fill(AskToKnow, http),
        lambda given: actions.ask(row, by=http.user, **given),
    )


@door(*CASE_PEOPLE)
def know(http: Visit, pk: UUID) -> HttpResponse:
    """GET shows the reason and the least. POST with `grant` says yes, otherwise no with a reason."""
    row = knowing.grant_to_answer(http.user, pk)
    granting = "grant" in http.POST
    form = RefuseToKnow() if granting else fill(RefuseToKnow, http)
    if http.method == "POST" and (granting or form.is_valid()):
        with suppress(Refusal):
            attempt(http, lambda: _answer(http, row, form, granting), None if granting else form)
            messages.success(
                http, _("Granted.") if granting else _("Noted. They are told, with your reason.")
            )
            return redirect("know", row.pk)
    actions.look_at_wish(row, by=http.user)
    return render(http, "web/tracing/know.html", {**_context(http.user, row), "form": form})


def _answer(http: Visit, row: NeedToKnow, form: RefuseToKnow, granting: bool) -> None:
    if granting:
        actions.grant(row, by=http.user)
    else:
        actions.refuse(row, by=http.user, because=form.cleaned_data["because"])


def _context(user: User, row: NeedToKnow) -> dict[str, Any]:
    least = leads.least(row.lead)
    own = bool(part_in(user, row.lead.found.case))
    return {
        "grant": row,
        "who": row.asked_by.full_name,
        "when": said.day(row.asked_at),
        "tone": words.tone(row.tone),
        "office": row.lead.case.organisation.name,
        "other_office": least.office,
        "row": words.row(least),
        "evidence": words.evidence(least.evidence),
        "own_case": row.lead.found.case if own else None,
        "own_person": row.lead.found.full_name if own else "",
        "days": tracing_policy.policy().grant_days,
        "until": said.moment(row.expires_at) if row.expires_at else "",
    }


@post_only(Role.COORDINATOR)
def know_withdraw(http: Visit, pk: UUID) -> HttpResponse:
    row = knowing.own_grant(http.user, pk)
    then = reverse("lead", args=[row.lead_id])
    return press(http, lambda: actions.withdraw(row, by=http.user), then=then, done=_("Taken back."))
