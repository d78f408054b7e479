"""The engine's weights: read by coordinators and administrators, tried by both, changed by an administrator."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.network import weights
from reencuentro.network.actions import policies
from reencuentro.network.models import Trial
from reencuentro.network.queries import policy as queries
from reencuentro.network.queries import weeks
from reencuentro.reference import matching_policy
from reencuentro.web.answers import Refusal, attempt
from reencuentro.web.doors import door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.desk import AdoptForm, WeightsForm
from reencuentro.web.visit import Visit

from . import weight_words as words
from .waiting import shows_itself_again


@door(Role.ADMINISTRATOR, methods=("GET",))
def matching_weights(request: Visit) -> HttpResponse:
    """The weights in force, where they come from, and how they came about."""
    current = queries.current()
    context = {
        "version": current.version,
        "lines": words.lines(weights.of(current)),
        "history": list(queries.history()),
        "first": matching_policy.sourced(),
        "trials": list(queries.trials_of(request.user)),
    }
    return render(request, "web/network/weights.html", context)


@door(Role.ADMINISTRATOR)
def weights_change(request: Visit) -> HttpResponse:
    return _try(request, then="weights_trial", back=reverse("matching_weights"))


@door(Role.COORDINATOR)
def what_if(request: Visit) -> HttpResponse:
    """The same for coordinators, who cannot put anything in force."""
    return _try(request, then="what_if_result", back=reverse("desk"))


def _try(request: Visit, *, then: str, back: str) -> HttpResponse:
    current = queries.current()
    form = fill(WeightsForm, request, current=weights.of(current))
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            trial: Trial = attempt(request, lambda: _asked(request, form), form)
            return redirect(then, trial.pk)
    context = {"form": form, "version": current.version, "back": back, "then": then}
    return render(request, "web/network/weights_form.html", context)


def _asked(request: Visit, form: WeightsForm) -> Any:
    return policies.try_weights(form.weights, by=request.user, client_id=form.cleaned_data["client_id"])


@door(Role.ADMINISTRATOR)
def weights_trial(request: Visit, pk: UUID) -> HttpResponse:
    """Before and after; once it is worked out, the weights can be put in force with a reason."""
    trial = queries.trial_for(request.user, pk)
    form = fill(AdoptForm, request)
    if request.method == "POST" and form.is_valid():
        with suppress(Refusal):
            because = form.cleaned_data["because"]
            attempt(request, lambda: policies.adopt(trial, by=request.user, because=because), form)
            messages.success(request, _("These weights are in force now, from the next proposal on."))
            return redirect("matching_weights")
    return _page(request, trial, form=form, back=reverse("matching_weights"))


@door(Role.COORDINATOR, methods=("GET",))
def what_if_result(request: Visit, pk: UUID) -> HttpResponse:
    trial = queries.trial_for(request.user, pk)
    return _page(request, trial, back=reverse("what_if"))


def _page(request: Visit, trial: Trial, **more: Any) -> HttpResponse:
    page = render(request, "web/network/trial.html", {**_shown(trial), **more})
    return shows_itself_again(page, waits=trial.state in ("asked", "working"))


def _shown(trial: Trial) -> dict[str, Any]:
    current = queries.current()
    return {
        "trial": trial,
        "current": current.version,
        "lines": [line for line in words.lines(weights.of(current), trial.weights) if line.changes],
        "changed": words.changed(trial.today),
        "requests": trial.today.get("before", {}).get("requests", 0),
        "today": words.figures(trial.today, words.TODAY),
        "weeks": words.figures(trial.weeks, words.WEEKS) if trial.weeks else [],
        "days": weeks.DAYS,
        "runs": weeks.RUNS,
    }
