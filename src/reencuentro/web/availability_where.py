"""Where a Defender works, where they go, and how long it takes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts import actions
from reencuentro.accounts.models import DefenderProfile
from reencuentro.reference import places, travel

from .availability import question
from .availability_words import known_places
from .defender_door import defender_door, profile_of
from .forms import availability as ask
from .forms.base import fill
from .visit import Visit


def _department(profile: DefenderProfile) -> str:
    """The department where they work, as far as it is known; "" otherwise."""
    base = profile.base_or_nearest()
    return places.department_of(base).code if base in known_places(profile.country) else ""


@defender_door()
def base(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    form = fill(ask.Base, request, country=profile.country, initial={"base": _department(profile)})

    def save(form: Any) -> str:
        chosen = form.cleaned_data["base"]
        if chosen != _department(profile) or not profile.base:
            actions.choose_base(request.user, chosen, by=request.user)
        return reverse("availability_town")

    return question(request, _("Where I work"), form, save)


@defender_door()
def town(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    department = _department(profile)
    if not department:
        return redirect("availability_base")
    form = fill(ask.Town, request, department=department, initial={"town": profile.base})

    def save(form: Any) -> None:
        actions.choose_base(request.user, form.cleaned_data["town"] or department, by=request.user)

    return question(request, _("Where I work"), form, save)


@defender_door()
def territory(request: Visit) -> HttpResponse:
    """The departments; without a place to reckon from, that question comes first."""
    profile = profile_of(request.user)
    if not _department(profile):
        return redirect("availability_base")
    near = _nearest_first(profile)
    form = fill(ask.Places, request, near=near, initial={"departments": list(profile.departments)})

    def save(form: Any) -> str | None:
        chosen = form.cleaned_data["departments"]
        actions.choose_departments(request.user, chosen, by=request.user)
        return reverse("availability_hours") if chosen else None

    return question(request, _("Where I go"), form, save)


def _nearest_first(profile: DefenderProfile) -> list[tuple[places.Place, float]]:
    known, base = profile.hours(), profile.base_or_nearest()
    near = [
        (place, known.get(place.code, travel.start_hours(base, place.code)))
        for place in places.departments(profile.country)
    ]
    return sorted(near, key=lambda pair: pair[1])


@defender_door()
def hours(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    known = {code: value for code, value in profile.hours().items() if code in known_places(profile.country)}
    if not known:
        return redirect("availability_places")
    initial = {code: f"{value:g}" for code, value in known.items()}
    form = fill(ask.Hours, request, departments=sorted(known, key=known.__getitem__), initial=initial)
    lead = _(
        "Hours of travel, one way. Where you have not said them they are reckoned from the distance: please correct "
        "what is not true."
    )

    def save(form: Any) -> None:
        actions.say_hours(request.user, form.said_in(), by=request.user)

    return question(request, _("Hours of travel"), form, save, lead)
