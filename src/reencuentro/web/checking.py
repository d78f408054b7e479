"""A human looks at every delivery before the advocate sees it, and at costs above the ceiling."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import deliveries, fees, looking
from reencuentro.casework.models import Delivery, Fee
from reencuentro.casework.queries.deliveries import papers_of
from reencuentro.casework.queries.visible import record_for
from reencuentro.casework.rules import may

from . import files, request_answers, said
from .acts import press
from .answers import Refusal, attempt
from .doors import door, post_only
from .forms.base import fill
from .forms.checking import CheckForm
from .forms.triage import FeeForm
from .visit import Visit

PICTURES = ("image/jpeg", "image/png")  # what every browser shows; the rest is opened on its own


@door(Role.COORDINATOR)
def delivery_check(http: Visit, pk: UUID) -> HttpResponse:
    delivery = _mine(http, Delivery, pk, "check_delivery")
    row = delivery.assignment.request
    form = fill(CheckForm, http, row=row)
    if http.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(http, lambda: _answer(delivery, form, by=http.user), form)
            messages.success(http, _done(form))
            return redirect("request", row.pk)
    looking.look(delivery.case, by=http.user, page="check")
    papers = papers_of(delivery)
    context = {
        "case": delivery.case,
        "delivery": delivery,
        "ask": row,
        "what": said.wanted(row),
        "form": form,
        "papers": [
            (paper, paper.clean_copy.media_type in PICTURES if paper.clean_copy else False)
            for paper in papers
        ],
        "answers": request_answers.answers(row, may_correct=False),
        "open": delivery.state == "submitted",
    }
    return render(http, "web/request/check.html", context)


def _answer(delivery: Delivery, form: CheckForm, *, by: Any) -> None:
    given = form.cleaned_data
    if form.accepts:
        deliveries.accept(delivery, by=by, checked=form.checked, said=given["said"])
    else:
        deliveries.send_back(delivery, by=by, because=given["said"])


def _done(form: CheckForm) -> str:
    return (
        _("Accepted. The advocate has been told.")
        if form.accepts
        else _("Sent back. The Defender has been told.")
    )


@door(Role.COORDINATOR)
def fee_decide(http: Visit, pk: UUID) -> HttpResponse:
    fee = _mine(http, Fee, pk, "decide_fee")
    form = fill(FeeForm, http)
    if http.method == "POST" and form.is_valid():
        approve = "approve" in http.POST
        with suppress(Refusal):
            because = form.cleaned_data["because"]
            attempt(http, lambda: fees.decide_fee(fee, approve, by=http.user, because=because), form)
            messages.success(
                http, _("Approved.") if approve else _("Not approved. The Defender has been told.")
            )
            return redirect("request", fee.assignment.request_id)
    looking.look(fee.case, by=http.user, page="fee")
    row = fee.assignment.request
    left = fees.left_of_ceiling(fee.assignment, fee.currency)
    context = {"case": fee.case, "fee": fee, "ask": row, "form": form, "left": left, "what": said.wanted(row)}
    return render(http, "web/request/fee_decide.html", context)


@door(Role.COORDINATOR, methods=("GET",))
def fee_receipt(http: Visit, pk: UUID) -> HttpResponseBase:
    fee = _mine(http, Fee, pk, "decide_fee")
    if fee.receipt is None:
        raise Http404
    name = f"{fee.case.code}-receipt".lower()
    return files.send(http, http.user, fee.receipt, name=name, why="receipt", about=fee, in_place=True)


@post_only(Role.COORDINATOR)
def fee_paid(http: Visit, pk: UUID) -> HttpResponse:
    fee = _mine(http, Fee, pk, "decide_fee")
    then = reverse("request", args=[fee.assignment.request_id])
    return press(http, lambda: fees.mark_paid(fee, by=http.user), then=then, done=_("Marked as paid."))


def _mine(http: Visit, model: Any, pk: UUID, act: str) -> Any:
    found = record_for(http.user, model, pk)
    if not may(http.user, act, found.case):
        raise Http404
    return found
