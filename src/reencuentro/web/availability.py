"""What a Defender says about themselves, changed one question at a time; and the pause."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts import actions
from reencuentro.accounts.models import DefenderProfile
from reencuentro.casework.clockwork import today
from reencuentro.reference import languages, places

from . import said
from .defender_door import defender_door, profile_of
from .forms import availability as ask
from .forms.base import fill
from .visit import Visit


@defender_door(methods=("GET",))
def availability(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    context = {"profile": profile, "rows": _rows(profile), "absences": _absences(profile, today())}
    return render(request, "web/defender/availability.html", context)


def _rows(profile: DefenderProfile) -> list[tuple[str, str, str]]:
    """Question, answer, where to change it."""
    count = profile.weekly_capacity
    week = ngettext("%(count)s request", "%(count)s requests", count) % {"count": count}
    rows = [
        (_("In a week"), week, "availability_capacity"),
        (_("Where I go"), _territory(profile), "availability_places"),
        (_("Languages"), _languages(profile), "availability_languages"),
        (_("What I do"), ", ".join(map(said.paper, profile.expertise)), "availability_expertise"),
        (_("About me"), _about(profile), "availability_about"),
    ]
    return [(key, value or _("not said yet"), reverse(name)) for key, value, name in rows]


def _territory(profile: DefenderProfile) -> str:
    known = {place.code for place in places.departments(profile.country)}
    near_first = sorted(profile.departments.items(), key=lambda pair: pair[1])
    return ", ".join(f"{said.place(code)} ({hours:g} h)" for code, hours in near_first if code in known)


def _languages(profile: DefenderProfile) -> str:
    known = {language.code for language in languages.all()}
    return ", ".join(
        f"{said.label(languages.get(code))} ({str(ask.SPOKEN[str(level)]).lower()})"
        for code, level in profile.languages.items()
        if code in known
    )


def _about(profile: DefenderProfile) -> str:
    woman = {True: _("A woman"), False: _("Not a woman")}.get(profile.woman, "")
    return " · ".join(part for part in (woman, profile.fee_notes) if part)


def _absences(profile: DefenderProfile, day: date) -> list[tuple[str, str]]:
    """What is to come or runs: its value for the remove button, and its words."""
    return [
        (f"{first}/{last}", f"{_day(first)} – {_day(last)}")
        for first, last in sorted(profile.absences)
        if last >= day.isoformat()
    ]


def _day(text: str) -> str:
    return said.day(date.fromisoformat(text))


# Forms of many small fields, one a line.
LISTS = (ask.Places, ask.Languages)
Changes = Callable[[Any], dict[str, Any]]


def _change(request: Visit, heading: str, form: forms.Form, changes: Changes, lead: str = "") -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        user = request.user
        actions.update_defender_profile(user, by=user, **changes(form))
        messages.success(request, _("Saved."))
        return redirect("availability")
    context = {"form": form, "heading": heading, "lead": lead, "as_list": isinstance(form, LISTS)}
    return render(request, "web/defender/question.html", context)


@defender_door()
def capacity(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    form = fill(ask.Capacity, request, initial={"weekly_capacity": profile.weekly_capacity})
    return _change(
        request,
        _("In a week"),
        form,
        lambda form: {"weekly_capacity": form.cleaned_data["weekly_capacity"]},
    )


@defender_door()
def territory(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    initial = {code: f"{hours:g}" for code, hours in profile.departments.items()}
    form = fill(ask.Places, request, country=profile.country, initial=initial)
    lead = _("Hours of travel from your office to each place where you can go. Leave the others empty.")
    return _change(request, _("Where I go"), form, lambda form: {"departments": form.chosen()}, lead)


@defender_door()
def spoken(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    initial = {code: str(level) for code, level in profile.languages.items()}
    form = fill(ask.Languages, request, country=profile.country, initial=initial)
    return _change(request, _("Languages"), form, lambda form: {"languages": form.chosen()})


@defender_door()
def expertise(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    initial = {"documents": list(profile.expertise), "services": list(profile.expertise)}
    form = fill(ask.Expertise, request, country=profile.country, initial=initial)
    return _change(request, _("What I do"), form, lambda form: {"expertise": form.chosen(profile.expertise)})


@defender_door()
def about(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    woman = {True: "yes", False: "no"}.get(profile.woman, "")
    form = fill(ask.About, request, initial={"woman": woman, "fee_notes": profile.fee_notes})

    def changes(form: Any) -> dict[str, Any]:
        said_so = {"yes": True, "no": False}.get(form.cleaned_data["woman"])
        return {"woman": said_so, "fee_notes": form.cleaned_data["fee_notes"]}

    return _change(request, _("About me"), form, changes)


@defender_door()
def away_add(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)

    def changes(form: Any) -> dict[str, Any]:
        days = [form.cleaned_data[name].isoformat() for name in ("first", "last")]
        return {"absences": sorted({tuple(one) for one in [*profile.absences, days]})}

    return _change(request, _("When I am away"), fill(ask.Away, request), changes)


@defender_door(methods=("POST",))
def away_remove(request: Visit) -> HttpResponse:
    profile, days = profile_of(request.user), request.POST.get("days", "").split("/")
    kept = [one for one in profile.absences if list(one) != days]
    if len(kept) != len(profile.absences):
        actions.update_defender_profile(request.user, by=request.user, absences=kept)
        messages.success(request, _("Saved."))
    return redirect("availability")


@defender_door(methods=("POST",))
def pause(request: Visit) -> HttpResponse:
    actions.pause_defender(request.user, by=request.user)
    messages.success(request, _("You have paused. Work that you have goes on."))
    return redirect("availability")


@defender_door(methods=("POST",))
def resume(request: Visit) -> HttpResponse:
    actions.resume_defender(request.user, by=request.user)
    messages.success(request, _("Welcome back. Offers can come again."))
    return redirect("availability")
