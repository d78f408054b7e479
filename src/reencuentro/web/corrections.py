"""Correct a request part by part, with the same questions that it was asked with; and what counsel releases."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import disclosures, looking, requests
from reencuentro.casework.models import Request
from reencuentro.casework.queries.asked import for_asking, released_to_defender
from reencuentro.casework.queries.visible import request_for
from reencuentro.casework.rules import may

from .acts import carry_out
from .asking import Known
from .doors import door
from .forms import ask_care, ask_what
from .forms.ask_search import SearchData
from .forms.base import fill
from .requests import act_page, may_correct
from .visit import Visit

PARTS = {
    question.slug: question
    for question in (
        ask_what.WhichPlace,
        SearchData,
        ask_care.WhyAndForWhom,
        ask_care.InWhichForm,
        ask_care.ByWhen,
        ask_care.WhichLanguages,
        ask_care.WithCare,
        ask_care.WhatWasTried,
    )
}


def known_of(row: Request, user: Any) -> Known:
    """What a sent request says, as the questions understand it."""
    people, obstacles = for_asking(row.case)
    answers = {
        "service": row.service,
        "country": row.country,
        "document": row.document,
        "subject": str(row.subject_id or ""),
        "obstacle": str(row.obstacle_id or ""),
        "reader": row.reader,
    }
    return Known(row.case, user, people, obstacles, answers)


def as_typed_before(row: Request) -> dict[str, Any]:
    given = {name: getattr(row, name) for name in requests.DETAILS}
    spoken = {
        "spoken": [language["code"] for language in row.languages],
        "required": any(language["level"] == "required" for language in row.languages),
    }
    return {**given, **row.answers, **spoken, "incomplete": True}


@door(Role.ADVOCATE)
def request_change(http: Visit, pk: UUID, slug: str) -> HttpResponse:
    """One part of the request, corrected before any Defender has accepted it."""
    row = request_for(http.user, pk)
    known = known_of(row, http.user)
    question = PARTS.get(slug)
    if question is None or not question.applies(known) or not may_correct(row, http.user):
        raise Http404
    form = fill(
        _versioned(question), http, known=known, initial={**as_typed_before(row), "version": row.version}
    )
    page = act_page(row, str(question.title), _("Save"), done=_("Saved."), lead=str(question.lead))
    looking.look(row.case, by=http.user, page="request")
    return carry_out(http, page, form, lambda given: _correct(row, given, by=http.user))


def _versioned(question: type[Any]) -> type[Any]:
    """The question as an edit form: `version` says which version of the request it was filled from."""

    class Correction(question):
        def ask(self) -> None:
            super().ask()
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self) -> dict[str, Any]:
            version = self.cleaned_data.get("version")
            cleaned = super().clean() or self.cleaned_data
            return {**{key: value for key, value in cleaned.items() if key != "version"}, "version": version}

    return Correction


def _correct(row: Request, given: dict[str, Any], *, by: Any) -> None:
    details = {name: given[name] for name in requests.DETAILS if name in given}
    requests.change_request(row, by=by, version=given["version"], **details)


@door(Role.ADVOCATE)
def request_release(http: Visit, pk: UUID) -> HttpResponse:
    """Counsel decides anew what the Defender may know."""
    row = request_for(http.user, pk)
    if not may(http.user, "disclose", row.case) or row.settled:
        raise Http404
    known = known_of(row, http.user)
    items, excerpt = released_to_defender(row)
    initial = {f"person_{person}": chosen for person, chosen in items.items()} | {"excerpt": excerpt}
    form = fill(ask_care.WhatMayBeKnown, http, known=known, initial=initial)
    page = act_page(
        row, _("What may the Defender know?"), _("Save"), done=_("Saved."), lead=ask_care.NEVER_RELEASED
    )
    looking.look(row.case, by=http.user, page="request")
    people = {str(person.pk): person for person in known.people}
    return carry_out(
        http,
        page,
        form,
        lambda given: disclosures.disclose(
            row,
            {people[pk]: chosen for pk, chosen in given["release"].items()},
            by=http.user,
            excerpt=given["excerpt"],
        ),
    )
