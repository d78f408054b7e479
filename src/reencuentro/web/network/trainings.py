"""Trainings that were held, and who attended."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.clockwork import today
from reencuentro.network.actions import people as looks
from reencuentro.network.actions import trainings as actions
from reencuentro.network.queries import people as queries
from reencuentro.network.queries import trainings as held
from reencuentro.web import said
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.network import Attended, TrainingForm
from reencuentro.web.visit import Visit

from .tabs import tabs

PER_PAGE = 25


@door(Role.COORDINATOR)
def trainings(request: Visit) -> HttpResponse:
    form = fill(TrainingForm, request)
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            made = attempt(request, lambda: actions.hold(by=request.user, **form.cleaned_data), form)
            messages.success(request, _("Saved. Now say who attended."))
            return redirect("training", made.pk)
    page = Paginator(held.trainings(by=request.user), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, said.label(row), said.day(row.held_on)) for row in page]
    context = {"tabs": tabs("trainings"), "page": page, "lines": lines, "form": form}
    return render(request, "web/network/trainings/list.html", context)


@door(Role.COORDINATOR)
def training(request: Visit, pk: UUID) -> HttpResponse:
    row = held.training(pk, by=request.user)
    if row is None:
        raise Http404
    everybody = _everybody(request)
    attended = [str(pk) for pk in row.attendances.values_list("defender_id", flat=True)]
    form = fill(Attended, request, defenders=everybody, initial={"defenders": attended})
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            attempt(request, lambda: actions.note_attendance(row, form.chosen(), by=request.user), form)
            messages.success(request, _("Saved."))
            return redirect("trainings")
    looks.look_at_network(by=request.user, found=len(everybody))
    context = {"training": row, "title": said.label(row), "day": said.day(row.held_on), "form": form}
    return render(request, "web/network/trainings/one.html", context)


def _everybody(request: Visit) -> list[tuple[Any, str]]:
    """Every Defender of the network and where they work."""
    found = queries.defenders(today(), by=request.user)
    return [(profile.user, said.country(profile.country)) for profile in found]
