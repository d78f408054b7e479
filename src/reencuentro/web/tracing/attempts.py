"""What was tried for one search: the list on its page, and the form for one more."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.states import STEPS
from reencuentro.tracing.actions import attempts
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries.attempts import tried
from reencuentro.tracing.states import OUTCOMES_TRIED, PLACES_TRIED
from reencuentro.web import said
from reencuentro.web.acts import ActPage, carry_out
from reencuentro.web.doors import CASE_PEOPLE, door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.gates import AddAttempt
from reencuentro.web.reach import row_to
from reencuentro.web.visit import Visit

TONES = {"reached": "done", "heard_of": "go", "harm": "late", "nothing": ""}


def section(row: TracingRequest) -> dict[str, Any]:
    """What `web/tracing/_attempts.html` shows. Two queries."""
    found = tried(row)
    return {
        "tried": [
            {
                "where": str(PLACES_TRIED[one.where]),
                "outcome": str(OUTCOMES_TRIED[one.outcome]),
                "tone": TONES.get(one.outcome, "wait"),
                "on": said.day(one.on),
                "said": one.said,
                "by": one.by.full_name,
            }
            for one in found.attempts
        ],
        "steps": [
            {"request": step.assignment.request, "words": str(STEPS[step.kind]), "said": step.said}
            | {"on": said.day(step.at)}
            for step in found.steps
        ],
    }


@door(*CASE_PEOPLE)
def attempt_add(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", TracingRequest, pk)
    page = ActPage(row.case, _("What was tried"), _("Save"), done=_("It is written down."), lead=_(
        "Every attempt counts, also one that led to nothing: nobody then knocks on the same door twice."
    ), back=reverse("tracing_request", args=[row.pk]))  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        attempts.add(row, by=request.user, **given)

    return carry_out(request, page, fill(AddAttempt, request), act)
