"""The page of one request, for the advocates and the coordinators of its case, and what advocates do with it."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import looking, messages, requests
from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Request
from reencuentro.casework.queries.findings import kept_requests
from reencuentro.casework.queries.request_page import RequestPage, request_page
from reencuentro.casework.queries.visible import request_for
from reencuentro.casework.rules import may, part_in
from reencuentro.network.queries.lines import line_of
from reencuentro.tracing.queries.beside import may_search_from, searches_beside

from . import request_answers, request_words, said
from .acts import ActPage, carry_out, press
from .answers import Refusal, attempt
from .doors import CASE_PEOPLE, door, post_only
from .forms.base import fill
from .forms.requests import AnswerForm, MessageForm, ReasonForm
from .tracing import of_case as tracing_of_case
from .visit import Visit

ADVOCATE = Role.ADVOCATE


@door(*CASE_PEOPLE)
def request(http: Visit, pk: UUID) -> HttpResponse:
    """The page of the request; a POST is a message to its Defender."""
    row = request_for(http.user, pk)
    form = fill(MessageForm, http)
    if http.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(http, lambda: _write(row, form, by=http.user), form)
            return redirect(f"{reverse('request', args=[pk])}#talk")
    looking.look(row.case, by=http.user, page="request")
    page = request_page(row, http.user)
    return render(http, "web/request/request.html", _shown(page, http.user, form))


def _write(row: Request, form: MessageForm, *, by: Any) -> Any:
    body, client_id = form.cleaned_data["body"], form.cleaned_data["client_id"]
    return messages.write(row.case, "defender", body, by=by, request=row, client_id=client_id)


def _shown(page: RequestPage, user: Any, form: MessageForm) -> dict[str, Any]:
    row = page.request
    days = (row.needed_by - today()).days if row.needed_by else None
    return {
        "page": page,
        "ask": row,
        "what": said.wanted(row),
        "tags": request_words.tags(row),
        "case": row.case,
        "form": form,
        "next": request_words.next_step(page),
        "acts": request_words.acts(page, user),
        "thread": request_words.thread(page),
        "answers": request_answers.answers(row, may_correct=may_correct(row, user)),
        "released": request_answers.released(page),
        "may_release": may(user, "disclose", row.case) and not row.settled,
        "talk": [(message, request_words.author(message, page)) for message in page.messages],
        "may_talk": bool(
            page.assignment and page.assignment.state in ("working", "delivered") and not page.kept
        ),
        "searches": [tracing_of_case.line(one) for one in searches_beside(row, user)],
        "search_way": _search_way(row) if may_search_from(row, user) else "",
        "line": line_of(row) if page.is_coordinator else None,
        "days": days,
        "figure": request_words.days_to_go(days) if days is not None and not row.settled else None,
    }


def _search_way(row: Request) -> str:
    person = f"&person={row.subject_id}" if row.subject_id else ""
    return f"{reverse('tracing_ask', args=[row.case.code])}?request={row.pk}{person}"


def may_correct(row: Request, user: Any) -> bool:
    return row.state in requests.CORRECTABLE and may(user, "ask", row.case)


@door(ADVOCATE)
def request_answer(http: Visit, pk: UUID) -> HttpResponse:
    row = _mine(http, pk, "ask")
    form = fill(AnswerForm, http, initial={"version": row.version})
    page = act_page(row, _("Answer the coordination"), _("Send the answer"), done=_("Sent. It goes on now."))
    page.more["question"] = row.question
    return carry_out(
        http,
        page,
        form,
        lambda given: requests.answer(row, given["answer"], by=http.user, version=given["version"]),
    )


@post_only(ADVOCATE)
def request_receive(http: Visit, pk: UUID) -> HttpResponse:
    row = _arrived(http, pk)
    done = _("Good. It is marked as received.")
    return press(http, lambda: requests.receive(row, by=http.user), then=_url(row), done=done)


@door(ADVOCATE)
def request_object(http: Visit, pk: UUID) -> HttpResponse:
    row = _arrived(http, pk)
    page = act_page(
        row,
        _("I cannot use it"),
        _("Send it back"),
        lead=_("The coordination looks at it again, and if needed the Defender mends it."),
        done=_("The coordination has been told."),
    )
    form = fill(ReasonForm, http, asked=_("What is wrong with it?"))
    return carry_out(
        http, page, form, lambda given: requests.object_to(row, by=http.user, because=given["because"])
    )


@door(*CASE_PEOPLE)
def request_withdraw(http: Visit, pk: UUID) -> HttpResponse:
    row = _mine(http, pk, "withdraw_request")
    page = act_page(
        row,
        _("Withdraw the request"),
        _("Withdraw"),
        lead=_("Whoever was asked or is working on it is told to stop."),
        done=_("Withdrawn."),
        danger=True,
    )
    form = fill(ReasonForm, http, asked=_("Why is it no longer needed?"))
    return carry_out(
        http, page, form, lambda given: requests.withdraw(row, by=http.user, because=given["because"])
    )


def _mine(http: Visit, pk: UUID, act: str) -> Request:
    row = request_for(http.user, pk)
    if not may(http.user, act, row.case):
        raise Http404
    return row


def _arrived(http: Visit, pk: UUID) -> Request:
    """What came can be confirmed or refused only by those whom counsel lets read it."""
    row = _mine(http, pk, "receive")
    if row.pk in kept_requests(row.case, part_in(http.user, row.case)):
        raise Http404
    return row


def _url(row: Request) -> str:
    return reverse("request", args=[row.pk])


def act_page(
    row: Request, heading: str, button: str, *, template: str = "web/request/act.html", **more: Any
) -> ActPage:
    """The page of one act on this request; afterwards one is back on the page of the request."""
    return ActPage(row.case, heading, button, back=_url(row), template=template, **more)
