"""Open a case: one calm page, then the answers once more before anything is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions.opening import open_with_details
from reencuentro.casework.models import Case
from reencuentro.casework.queries.people import people_of

from . import said
from .answers import Refusal, attempt
from .doors import door
from .forms.base import fill
from .forms.cases import OpenCase
from .tracing import door as at_the_door
from .visit import Visit

SPONSOR = {
    "sponsor_given": "given",
    "sponsor_surname1": "surname1",
    "sponsor_surname2": "surname2",
    "relationship": "relationship",
    "category": "category",
}
CHILD = ("given", "surname1", "surname2", "birth_date", "country", "narrative")


@door(Role.ADVOCATE)
def case_open(request: Visit) -> HttpResponse:
    """`step` says which button was pressed: check, change or save. What was typed travels with the page."""
    form = fill(OpenCase, request)
    step = request.POST.get("step", "")
    if step in ("check", "save") and form.is_valid():
        if step == "check":
            context = {"form": form, "parts": _answers(form), "typed": _typed(request)}
            return render(request, "web/case/open_check.html", context)
        try:
            case = attempt(request, lambda: _open(request, form.cleaned_data), form)
        except Refusal:
            pass
        else:
            messages.success(request, _("The case is open. Next: ask for what is missing."))
            return at_the_door.after(request, redirect("case", case.code), people_of(case))
    return render(request, "web/case/open.html", {"form": form, "parts": form_parts(form)})


def _typed(request: Visit) -> list[tuple[str, str]]:
    """What the browser sent, to travel on as hidden inputs: nothing waits on the server for a second answer."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in pairs if name not in ("csrfmiddlewaretoken", "step")]


def _open(request: Visit, given: dict[str, Any]) -> Case:
    return open_with_details(
        by=request.user,
        client_id=given["client_id"],
        custody_since=given["custody_since"],
        facility=given["facility"],
        obstacles=tuple(given["obstacles"]),
        sponsor={key: given[name] for name, key in SPONSOR.items()},
        **{name: given[name] for name in CHILD},
    )


def form_parts(form: OpenCase) -> list[tuple[Any, list[Any]]]:
    return [(title, [form[name] for name in names]) for title, names in OpenCase.PARTS]


def _answers(form: OpenCase) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    """The answers in words, part by part; what stayed empty is said too."""
    return [
        (title, [(form[name].label, _in_words(form, name)) for name in names])
        for title, names in OpenCase.PARTS
    ]


def _in_words(form: OpenCase, name: str) -> Any:
    value = form.cleaned_data[name]
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, list):
        return [choices[code] for code in value] or ""
    if name == "birth_date":
        return said.partial(value)
    if name == "custody_since":
        return said.day(value)
    return choices.get(value, value) if value else ""
