"""A Defender's work: the list, the work sheet, and the small acts on the way."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from reencuentro.casework.actions import fees, looking
from reencuentro.casework.actions import messages as talk
from reencuentro.casework.actions import work as actions
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.models import Assignment
from reencuentro.casework.queries import my_work as queries
from reencuentro.casework.queries.visible import assignment_for
from reencuentro.casework.queries.work_sheet import LIVING, work_sheet
from reencuentro.casework.rules import may
from reencuentro.reference import countries

from . import defender_words, said, sheet_words
from . import work_words as words
from .answers import Refusal, attempt
from .defender_door import defender_door
from .forms.base import fill
from .forms.work import AddFee, AddStep, HandBack, Promise, Write
from .visit import Visit

PER_PAGE = 25
LAST_MESSAGES = 3


@defender_door(methods=("GET",))
def my_work(request: Visit) -> HttpResponse:
    page = Paginator(queries.my_work(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [words.row(work, today()) for work in page]
    context = {
        "active": [row for row in rows if row.work.state in LIVING],
        "past": [row for row in rows if row.work.state not in LIVING],
        "page": page,
        "offers": queries.open_offers(request.user, now()).count(),
    }
    return render(request, "web/defender/my_work.html", context)


@defender_door(methods=("GET",))
def assignment(request: Visit, pk: UUID) -> HttpResponse:
    work = assignment_for(request.user, pk)
    looking.look_at_work(work, by=request.user)
    page = queries.work_page(work)
    asked = work.request
    how = defender_words.how_there(asked.country, asked.document, today())
    context = {
        "page": page,
        "work": work,
        "asked": asked,
        "title": defender_words.title(asked, place=_place(page)),
        "due": defender_words.due(work.promised_on or asked.needed_by, today()) if page.living else ("", ""),
        "urgency": defender_words.urgency(asked.urgency) if page.living else None,
        "state_tone": words.tone(work.tone),
        "safety": sheet_words.safety(asked) if page.living else [],
        "wanted": defender_words.wanted_form(asked),
        "how": how,
        "doubt": defender_words.doubt(how),
        "bring": sheet_words.to_bring(asked),
        "search": sheet_words.search_lines(page.sheet),
        "people": sheet_words.people(page.sheet, today()),
        "moments": words.thread(page, today()),
        "fees": [words.fee_line(fee) for fee in page.fees],
        "left": words.left_words(fees.left_of_ceiling(work, asked.currency), asked.currency),
        "talk": [words.said_of(message, request.user) for message in page.messages[-LAST_MESSAGES:]],
        "may_work": may(request.user, "work", work),
    }
    return render(request, "web/defender/assignment.html", context)


def _place(page: queries.WorkPage) -> str:
    """The municipality belongs to the work sheet, and goes with it when the work has ended."""
    asked = page.assignment.request
    if not (page.living and asked.municipality):
        return ""
    return ", ".join(part for part in (asked.municipality, said.place(asked.department)) if part)


@defender_door(methods=("GET",))
def assignment_counter(request: Visit, pk: UUID) -> HttpResponse:
    """The sheet for the counter, in Spanish, on one page of A4. It names no organisation and nobody of the team: who
    carries it must not be tied to us by it (Nicaragua: reference flag hide_defender).
    """
    work = _living(request, pk)
    looking.look_at_work(work, by=request.user)
    with translation.override("es"):
        return render(request, "web/defender/counter.html", _counter(work))


def _counter(work: Assignment) -> dict[str, Any]:
    sheet = work_sheet(work)
    how = defender_words.how_there(work.request.country, work.request.document, today())
    return {
        "work": work,
        "what": how.local_name if how else said.wanted(work.request),
        "office": how.rows[0][1] if how else "",
        "wanted": defender_words.wanted_form(work.request),
        "search": sheet_words.search_lines(sheet),
        "people": sheet_words.people(sheet, today()),
        "bring": sheet_words.to_bring(work.request),
        "hide_defender": countries.get(work.request.country).hide_defender,
    }


@defender_door()
def promise(request: Visit, pk: UUID) -> HttpResponse:
    work = _living(request, pk)
    form = fill(Promise, request, initial={"promised_on": work.promised_on})
    act = _Act(_("Name a day"), _("Save"), _("Thank you. The coordination sees the day."))
    return _carry_out(
        request, work, form, act, lambda given: actions.promise(work, given["promised_on"], by=request.user)
    )


@defender_door()
def step_add(request: Visit, pk: UUID) -> HttpResponse:
    work = _living(request, pk)
    act = _Act(_("Tell a step"), _("Send"), _("Thank you. It stands in the thread."))

    def report(given: dict[str, Any]) -> None:
        actions.report_step(
            work, given["kind"], by=request.user, said=given["said"], client_id=given["client_id"]
        )

    return _carry_out(request, work, fill(AddStep, request), act, report)


@defender_door()
def fee_add(request: Visit, pk: UUID) -> HttpResponse:
    work = _living(request, pk)
    asked = work.request
    form = fill(AddFee, request, country=asked.country)
    left = fees.left_of_ceiling(work, asked.currency)
    act = _Act(_("Add a cost"), _("Send"), lead=words.left_words(left, asked.currency), upload=True)

    def ask(given: dict[str, Any]) -> None:
        fee = fees.ask_fee(
            work,
            by=request.user,
            amount=given["amount"].amount,
            currency=given["amount"].currency,
            what=given["what"],
            receipt=given["receipt"],
            client_id=given["client_id"],
        )
        messages.success(request, _fee_answer(fee.state))

    return _carry_out(request, work, form, act, ask)


def _fee_answer(state: str) -> str:
    if state == "asked":
        return _("This is above the limit: the coordination decides and tells you.")
    return _("This is within the limit: approved.")


@defender_door()
def work_messages(request: Visit, pk: UUID) -> HttpResponse:
    """The conversation with the coordination and the legal team about this request alone."""
    work = _living(request, pk)
    form = fill(Write, request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with suppress(Refusal):
            attempt(
                request,
                lambda: talk.write(
                    work.case,
                    "defender",
                    given["body"],
                    by=request.user,
                    request=work.request,
                    client_id=given["client_id"],
                ),
                form,
            )
            return redirect("work_messages", work.pk)
    looking.look_at_work(work, by=request.user)
    said_so_far = [words.said_of(message, request.user) for message in queries.conversation(work)]
    context = {"work": work, "talk": said_so_far, "form": form}
    return render(request, "web/defender/messages.html", context)


@defender_door()
def hand_back(request: Visit, pk: UUID) -> HttpResponse:
    work = _living(request, pk)
    act = _Act(
        _("Hand it back"),
        _("Hand it back"),
        _("Thank you. The coordination looks for somebody else."),
        lead=_("You stop seeing the names, and somebody else is asked. It does not count against you."),
        danger=True,
    )
    return _carry_out(
        request,
        work,
        fill(HandBack, request),
        act,
        lambda given: actions.hand_back(
            work, by=request.user, because=given["because"], reason=given["reason"]
        ),
    )


def _living(request: Visit, pk: UUID) -> Assignment:
    """The assignment while it can be worked on; otherwise the 404 of what does not exist."""
    work = assignment_for(request.user, pk)
    if not may(request.user, "work", work):
        raise Http404
    return work


class _Act:
    """What stands around the form of one act."""

    def __init__(
        self,
        heading: str,
        button: str,
        done: str = "",
        *,
        lead: str = "",
        danger: bool = False,
        upload: bool = False,
    ) -> None:
        self.heading, self.button, self.done, self.lead = heading, button, done, lead
        self.danger, self.upload = danger, upload


def _carry_out(
    request: Visit,
    work: Assignment,
    form: forms.Form,
    act: _Act,
    do: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(request, lambda: do(form.cleaned_data), form)
            if act.done:
                messages.success(request, act.done)
            return redirect("assignment", work.pk)
    return render(request, "web/defender/act.html", {"work": work, "form": form, "act": act})
