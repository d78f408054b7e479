"""Applications to join, as the coordination reviews them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role, User
from reencuentro.network.actions import applications as actions
from reencuentro.network.models import Application
from reencuentro.network.queries import applications as queries
from reencuentro.web import application_words, said
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.network import ApplicationFilter, Notes
from reencuentro.web.forms.requests import ReasonForm
from reencuentro.web.visit import Visit

from .tabs import tabs

PER_PAGE = 25


@door(Role.COORDINATOR, methods=("GET",))
def applications(request: Visit) -> HttpResponse:
    chosen = ApplicationFilter(request.GET or None)
    state = chosen.wanted() if request.GET else ""
    page = Paginator(queries.listed(by=request.user, state=state), PER_PAGE).get_page(request.GET.get("page"))
    lines = [application_words.line(row) for row in page]
    context = {"tabs": tabs("applications"), "page": page, "lines": lines, "filter": chosen, "state": state}
    return render(request, "web/network/applications/list.html", context)


def _application(request: Visit, pk: UUID) -> Application:
    found = queries.for_review(pk, by=request.user)
    if found is None:
        raise Http404
    return found


@door(Role.COORDINATOR, methods=("GET",))
def application(request: Visit, pk: UUID) -> HttpResponse:
    row = _application(request, pk)
    return _page(request, row, fill(Notes, request, initial=_notes_of(row)))


def _notes_of(row: Application) -> dict[str, Any]:
    return {} if row.is_erased else {"notes": row.notes, "version": row.version}


def _page(request: Visit, row: Application, form: Notes) -> HttpResponse:
    actions.look(row, by=request.user)
    known = not row.is_erased and User.objects.by_email(row.email) is not None
    context = {
        "application": row,
        "name": "" if row.is_erased else row.full_name,
        "country": said.country(row.country),
        "rows": [] if row.is_erased else application_words.rows(row),
        "may": {move: row.may_move(move) for move in ("review", "accept", "decline", "withdraw")},
        "known": known and row.person_id is None,
        "form": form,
        "reason": "" if row.is_erased else row.reason,
    }
    return render(request, "web/network/applications/one.html", context)


def _act(request: Visit, pk: UUID, act: Callable[[Application], None], done: str) -> HttpResponse:
    """A button of the page: do it, say it, show the page again."""
    row = _application(request, pk)
    with suppress(Refusal):
        attempt(request, lambda: act(row))
        messages.success(request, done)
    return redirect("application", row.pk)


@post_only(Role.COORDINATOR)
def application_review(request: Visit, pk: UUID) -> HttpResponse:
    return _act(
        request, pk, lambda row: actions.begin_review(row, by=request.user), _("You review this application.")
    )


@post_only(Role.COORDINATOR)
def application_references(request: Visit, pk: UUID) -> HttpResponse:
    done = _("Noted: both references were checked today.")
    return _act(request, pk, lambda row: actions.check_references(row, by=request.user), done)


@post_only(Role.COORDINATOR)
def application_accept(request: Visit, pk: UUID) -> HttpResponse:
    done = _("Accepted. An administrator is told and sends the invitation.")
    return _act(request, pk, lambda row: actions.accept(row, by=request.user), done)


@post_only(Role.COORDINATOR)
def application_withdraw(request: Visit, pk: UUID) -> HttpResponse:
    done = _("Noted: the applicant has withdrawn.")
    return _act(request, pk, lambda row: actions.withdraw(row, by=request.user), done)


@post_only(Role.COORDINATOR)
def application_note(request: Visit, pk: UUID) -> HttpResponse:
    row = _application(request, pk)
    if row.is_erased:
        return redirect("application", row.pk)
    form = Notes(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        with suppress(Refusal):
            attempt(
                request,
                lambda: actions.note(row, typed["notes"], by=request.user, version=typed["version"]),
                form,
            )
            messages.success(request, _("Saved."))
            return redirect("application", row.pk)
    return _page(request, row, form)


@door(Role.COORDINATOR)
def application_decline(request: Visit, pk: UUID) -> HttpResponse:
    row = _application(request, pk)
    if not row.may_move("decline"):
        return redirect("application", row.pk)
    form = fill(ReasonForm, request, asked=_("Why not now? This stays here, sealed, and is never mailed."))
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(
                request,
                lambda: actions.decline(row, form.cleaned_data["because"], by=request.user),
                form,
            )
            messages.success(request, _("Declined. The applicant gets a short mail without the reason."))
            return redirect("application", row.pk)
    return render(request, "web/network/applications/decline.html", {"application": row, "form": form})
