"""The coordinator reviews a request: how urgent, what it may cost, what is missing, or that we cannot help."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import looking, requests
from reencuentro.casework.models import Request
from reencuentro.casework.queries.visible import request_for
from reencuentro.casework.rules import may

from . import request_answers
from .acts import carry_out
from .doors import door
from .forms.base import fill
from .forms.requests import ReasonForm
from .forms.triage import ReviewForm
from .requests import act_page
from .visit import Visit


def to_triage(http: Visit, pk: UUID) -> Request:
    row = request_for(http.user, pk)
    if not may(http.user, "triage", row.case):
        raise Http404
    return row


@door(Role.COORDINATOR)
def request_review(http: Visit, pk: UUID) -> HttpResponse:
    row = to_triage(http, pk)
    form = fill(ReviewForm, http, row=row)
    page = act_page(
        row,
        _("Review the request"),
        _("Ready to match"),
        done=_("Reviewed. Choose a Defender next."),
        template="web/request/review.html",
    )
    page.more["answers"] = request_answers.answers(row, may_correct=False)
    looking.look(row.case, by=http.user, page="review")
    return carry_out(http, page, form, lambda given: _review(row, given, by=http.user))


def _review(row: Request, given: dict[str, Any], *, by: Any) -> None:
    ceiling: Decimal | None = given["ceiling"]
    requests.review(
        row,
        given["urgency"],
        by=by,
        because=given["because"],
        ceiling=ceiling,
        needed_by=given["needed_by"],
        safety=given["safety"],
    )


@door(Role.COORDINATOR)
def request_ask_back(http: Visit, pk: UUID) -> HttpResponse:
    row = to_triage(http, pk)
    lead = _("The request goes back to the advocate with your question, and comes back with the answer.")
    page = act_page(
        row, _("Ask the advocate"), _("Send the question"), lead=lead, done=_("The advocate has been told.")
    )
    form = fill(ReasonForm, http, asked=_("What do you need to know?"))
    return carry_out(http, page, form, lambda given: requests.ask_back(row, given["because"], by=http.user))


@door(Role.COORDINATOR)
def request_decline(http: Visit, pk: UUID) -> HttpResponse:
    row = to_triage(http, pk)
    page = act_page(
        row,
        _("We cannot help with this"),
        _("Tell the advocate"),
        lead=_("The request ends here. The advocate reads your reason."),
        done=_("The advocate has been told."),
        danger=True,
    )
    form = fill(ReasonForm, http, asked=_("Why can we not help?"))
    return carry_out(
        http, page, form, lambda given: requests.cannot_help(row, by=http.user, because=given["because"])
    )
