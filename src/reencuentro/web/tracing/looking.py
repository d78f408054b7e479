"""A look into the index without a search of a case. What is asked travels in the form and stands in no address."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.cardindex.errors import IndexAway
from reencuentro.casework.clockwork import today
from reencuentro.tracing.actions import looking
from reencuentro.tracing.queries.looking import Glimpse
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.gates import LookUp
from reencuentro.web.visit import Visit

from .least import in_words


@door(Role.COORDINATOR)
def look_up(request: Visit) -> HttpResponse:
    form = fill(LookUp, request)
    seen: list[Glimpse] | None = None
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            seen = attempt(request, lambda: _look(request, form), form)
    rows = [in_words(one.probability, one.evidence, one.office) for one in seen or ()]
    context: dict[str, Any] = {"form": form, "asked": seen is not None, "rows": rows}
    return render(request, "web/tracing/look_up.html", context)


def _look(request: Visit, form: LookUp) -> list[Glimpse] | None:
    """None: the index is away, and the page says so."""
    try:
        return looking.look(form.described(today()), by=request.user, because=form.cleaned_data["because"])
    except IndexAway:
        messages.error(
            request, _("The search is not available now. Nothing was lost; please try again later.")
        )
        return None
