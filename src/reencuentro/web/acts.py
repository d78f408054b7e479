"""The page of one act: a form, its sentences, and where one goes when it is done."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reencuentro.casework.models import Case

from .answers import Refusal, attempt
from .visit import Visit


@dataclass(frozen=True)
class ActPage:
    """What stands around the form. `back` defaults to the page of the case; `done` is said there afterwards."""

    case: Case
    heading: str
    button: str
    done: str = ""
    lead: str = ""
    back: str = ""
    danger: bool = False
    template: str = "web/case/form.html"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def way_back(self) -> str:
        return self.back or reverse("case", args=[self.case.code])


def carry_out(
    request: Visit, page: ActPage, form: forms.Form, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """Show the form, or do the act with what was entered and go back. Every refusal shows the form as it was typed."""
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(request, lambda: act(form.cleaned_data), form)
            if page.done:
                messages.success(request, page.done)
            return redirect(page.way_back)
    return render(request, page.template, {"page": page, "case": page.case, "form": form, **page.more})


def press(request: Visit, act: Callable[[], Any], *, then: str, done: str = "") -> HttpResponse:
    """A button without a form: do it, say it, go back. A refusal becomes a message there."""
    with suppress(Refusal):
        attempt(request, act)
        if done:
            messages.success(request, done)
    return redirect(then)
