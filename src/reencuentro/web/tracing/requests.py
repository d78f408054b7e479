"""A search: asked for, its page, and what may be done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import User
from reencuentro.cardindex.errors import IndexAway
from reencuentro.casework.actions import looking
from reencuentro.casework.models import Case, Consent
from reencuentro.casework.queries.facts_of_case import name_of, people_by_id
from reencuentro.tracing.actions import requests as actions
from reencuentro.tracing.actions import searching
from reencuentro.tracing.errors import TooOften
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries import leads
from reencuentro.tracing.queries import requests as queries
from reencuentro.tracing.queries.beside import request_to_search_from, requests_beside
from reencuentro.tracing.queries.located import located
from reencuentro.tracing.rules import may
from reencuentro.tracing.states import ENDED
from reencuentro.web import said
from reencuentro.web.acts import ActPage, carry_out, press
from reencuentro.web.doors import CASE_PEOPLE, door, post_only
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.cases import Because
from reencuentro.web.forms.tracing import AskToTrace, ChangeTrace
from reencuentro.web.visit import Visit

from . import attempts, words

MAY = ("see_leads", "search", "change", "end", "reunite")


@door(*CASE_PEOPLE)
def tracing_ask(http: Visit, code: str) -> HttpResponse:
    case = queries.case_to_trace(http.user, code)
    people = {str(one.pk): one for one in queries.people_to_seek(case)}
    consents = {str(one.pk): one for one in queries.consents_of(case)}
    found = located(case, http.user, ())
    form = fill(
        AskToTrace,
        http,
        people=[(key, words.who(one, found)) for key, one in people.items()],
        consents=_consents(case, consents),
        counsel=may(http.user, "ask_without_consent", case),
        one_may_confirm=may(http.user, "let_one_confirm", case),
        initial={"person": http.GET.get("person", ""), "came_from": http.GET.get("request", "")},
    )
    page = ActPage(
        case,
        _("Look for somebody"),
        _("Search and keep searching"),
        lead=_(
            "In the files of every office of the network, now and whenever somebody is entered or changed."
        ),
        template="web/tracing/ask.html",
        more={"consents": consents},
    )

    def act(given: dict[str, Any]) -> None:
        person, consent = people[given.pop("person")], consents.get(given.pop("consent"))
        given["came_from"] = request_to_search_from(case, given["came_from"])
        request = actions.ask(case, person, by=http.user, consent=consent, **given)
        if request.searched_at is None:
            _search(http, request)

    return carry_out(http, page, form, act)


def _consents(case: Case, consents: dict[str, Consent]) -> list[tuple[str, str]]:
    people = people_by_id(case)
    until = _("%(whose)s, valid until %(day)s")
    return [
        (key, until % {"whose": name_of(one.person_id, people), "day": said.day(one.expires_on)})
        for key, one in consents.items()
    ]


def _search(http: Visit, request: TracingRequest) -> None:
    """Search and say what came of it: how many leads to those who read them, and to the others that it was done."""
    try:
        fresh = searching.search(request, by=http.user)
    except IndexAway:
        messages.warning(
            http,
            _(
                "The search is not available now. Your request is kept, and it is searched as soon as possible."
            ),
        )
        return
    except TooOften as refused:
        messages.warning(http, refused.missing[0])
        return
    messages.success(http, _found(fresh) if may(http.user, "see_leads", request) else _done())


def _found(fresh: int) -> str:
    if not fresh:
        return _("Searched. Nobody new was found; the search goes on by itself.")
    return ngettext("Searched. %(number)s new lead.", "Searched. %(number)s new leads.", fresh) % {
        "number": fresh
    }


def _done() -> str:
    return _("Searched. The coordination looks at what was found, and the search goes on by itself.")


@door(*CASE_PEOPLE, methods=("GET",))
def tracing_request(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)
    looking.look(row.case, by=http.user, page="tracing")
    return render(http, "web/tracing/request.html", _context(http.user, row))


def _context(user: User, row: TracingRequest) -> dict[str, Any]:
    allowed = {act: may(user, act, row) for act in MAY}
    found = leads.leads_of_request(user, row) if allowed["see_leads"] else []
    return {
        "case": row.case,
        "row": row,
        "sought": words.sought(row),
        "tone": words.tone(row.tone),
        "may": allowed,
        "can": {move: row.may_move(move) for move in ("close", "reopen", "reunite")},
        "facts": _facts(row),
        "rests": queries.rests(row),
        "ended": row.state in ENDED,
        "leads": [words.row(one) for one in found if one.lead.state != "rejected"],
        "rejected": [words.row(one) for one in found if one.lead.state == "rejected"],
        "findings": [] if allowed["see_leads"] else leads.findings_of(row),
        "beside": [(one, words.tone(one.tone)) for one in requests_beside(row).select_related("case")],
        **attempts.section(row),
    }


def _facts(row: TracingRequest) -> list[tuple[str, Any]]:
    consent = said.day(row.consent.expires_on) if row.consent else ""
    standing = _("Yes") if row.standing else _("No")
    facts = [
        (_("Why"), row.because),
        (_("Asked by"), f"{row.asked_by.full_name}, {said.day(row.asked_at)}"),
        (_("Consent valid until"), consent),
        (_("Without a consent because"), row.without_consent),
        (_("Confirmed by"), _("two different people") if row.release_depends else _("one person")),
        (_("Keeps searching"), "" if row.state in ENDED else standing),
        (_("Last searched in full"), said.moment(row.searched_at) if row.searched_at else _("not yet")),
        (_("Closed"), said.day(row.closed_at)),
        (_("Closed because"), row.closed_because),
    ]
    return [(key, text) for key, text in facts if text]


@post_only(*CASE_PEOPLE)
def tracing_search(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)
    return press(http, lambda: _search(http, row), then=_page(row))


@door(*CASE_PEOPLE)
def tracing_change(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)
    consents = {str(one.pk): one for one in queries.consents_of(row.case)}
    if row.consent is not None:
        consents.setdefault(str(row.consent_id), row.consent)
    form = fill(
        ChangeTrace,
        http,
        consents=_consents(row.case, consents),
        counsel=may(http.user, "ask_without_consent", row),
        one_may_confirm=not row.release_depends or may(http.user, "let_one_confirm", row),
        initial=_as_it_is(row),
    )
    page = ActPage(row.case, _("Change the search"), _("Save"), done=_("Saved."), back=_page(row))

    def act(given: dict[str, Any]) -> None:
        given.pop("client_id")
        given["consent"] = consents.get(given["consent"])
        actions.change(row, by=http.user, **given)

    return carry_out(http, page, form, act)


def _as_it_is(row: TracingRequest) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in actions.CHANGEABLE if name != "consent"}
    return {**facts, "consent": str(row.consent_id or ""), "version": row.version}


@door(*CASE_PEOPLE)
def tracing_close(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)
    page = ActPage(
        row.case,
        _("Close the search"),
        _("Close"),
        done=_("The search is closed. It can be opened again."),
        lead=_("Nothing is searched any more. Leads and what was tried stay as they are."),
        back=_page(row),
    )
    return carry_out(
        http,
        page,
        fill(Because, http),
        lambda given: actions.close(row, by=http.user, because=given["because"]),
    )


@post_only(*CASE_PEOPLE)
def tracing_reopen(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)

    def act() -> None:
        actions.reopen(row, by=http.user)
        _search(http, row)

    return press(http, act, then=_page(row))


@post_only(*CASE_PEOPLE)
def tracing_reunite(http: Visit, pk: UUID) -> HttpResponse:
    row = queries.request_for(http.user, pk)
    done = _("Noted: they are in contact again.")
    return press(http, lambda: actions.reunite(row, by=http.user), then=_page(row), done=done)


def _page(row: TracingRequest) -> str:
    return reverse("tracing_request", args=[row.pk])
