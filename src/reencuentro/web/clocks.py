"""Deadlines: started from a rule or set by hand, moved with a reason, met or stopped."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reencuentro.casework.actions import clocks as actions
from reencuentro.casework.models import Case, Clock
from reencuentro.casework.queries.facts_of_case import present_sponsor
from reencuentro.reference import clocks as rules_of_time
from reencuentro.reference import vocabularies

from . import case_words as say
from . import said
from .acts import ActPage, carry_out, press
from .doors import CASE_PEOPLE, door, post_only
from .forms.base import fill
from .forms.case_facts import OverrideClock, StartClock
from .reach import case_to, row_to
from .visit import Visit


@door(*CASE_PEOPLE)
def clock_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    form = fill(StartClock, request, rules=_rules(case))
    lead = _("A rule counts from the day that you enter. A rule that we could not verify says so.")
    page = ActPage(case, _("Start a clock"), _("Start"), done=_("The clock runs."), lead=lead)

    def act(given: dict[str, Any]) -> None:
        if given["rule"]:
            actions.start_clock(case, given["rule"], given["anchor_on"], by=request.user)
        else:
            kind = given["kind"] or "other"
            actions.set_clock(case, given["label"], given["due_on"], by=request.user, kind=kind)

    return carry_out(request, page, form, act)


def _rules(case: Case) -> list[tuple[str, str]]:
    """The rules that can count for this case, with the event from which each counts."""
    sponsor = present_sponsor(case)
    category = sponsor.category if sponsor else ""
    return [
        (row.id, _rule_in_words(row))
        for row in rules_of_time.all()
        if row.applies(category=category, country=case.country) and _can_count(row, category)
    ]


def _can_count(row: rules_of_time.Clock, category: str) -> bool:
    return row.rule.amount is not None or bool(row.rule.steps) or bool(row.variant_for(category))


def _rule_in_words(row: rules_of_time.Clock) -> str:
    anchor = said.label(vocabularies.get("clock_anchors", row.anchor))
    told = _("%(clock)s (from: %(anchor)s)") % {"clock": said.label(row), "anchor": anchor}
    return f"{told} – {_('not verified')}" if row.unverified else told


@door(*CASE_PEOPLE)
def clock(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Clock, pk)
    form = fill(OverrideClock, request, initial={"version": row.version, "due_on": row.due_on})
    page = ActPage(
        row.case,
        say.clock_label(row),
        _("Change the date"),
        done=_("The date is changed."),
        template="web/case/clock.html",
        more=_context(row),
    )

    def act(given: dict[str, Any]) -> None:
        actions.override_clock(
            row, given["due_on"], by=request.user, because=given["because"], version=given["version"]
        )

    return carry_out(request, page, form, act)


def _context(row: Clock) -> dict[str, Any]:
    rule = rules_of_time.get(row.rule) if row.rule else None
    return {
        "clock": row,
        "days": (row.due_on - timezone.localdate()).days,
        "due": said.day(row.due_on),
        "anchor": said.label(vocabularies.get("clock_anchors", rule.anchor)) if rule else "",
        "anchor_on": said.day(row.anchor_on),
        "sources": ", ".join(rule.source) if rule else "",
        "running": row.state == "running",
        "tone": say.tone(row.tone),
    }


@post_only(*CASE_PEOPLE)
def clock_stop(request: Visit, pk: UUID) -> HttpResponse:
    """`move` is meet or stop."""
    row = row_to(request.user, "edit", Clock, pk)
    move = request.POST.get("move", "")
    if move not in ("meet", "stop"):
        raise Http404
    then = reverse("case", args=[row.case.code])
    return press(request, lambda: actions.stop_clock(row, move, by=request.user), then=then, done=_("Saved."))
