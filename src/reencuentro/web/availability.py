"""What a Defender says about themselves, on one page; each answer is changed on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts import actions
from reencuentro.accounts.models import DefenderProfile
from reencuentro.casework.clockwork import today
from reencuentro.network.queries.people import trainings_of

from . import availability_words as words
from .defender_door import defender_door, profile_of
from .forms import availability as ask
from .forms.base import fill
from .visit import Visit


@defender_door(methods=("GET",))
def availability(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    context = {
        "profile": profile,
        "rows": _rows(profile),
        "absences": words.spans(profile.absences, today()),
        "periods": words.spans(profile.periods or [], today()),
        "prices": words.prices(profile.fees or []),
        "trainings": trainings_of(request.user),
    }
    return render(request, "web/defender/availability.html", context)


def _rows(profile: DefenderProfile) -> list[tuple[str, str, str]]:
    """Question, answer, where to change it."""
    rows = [
        (_("In a week"), words.week(profile), "availability_capacity"),
        (_("Days"), words.days(profile), "availability_days"),
        (_("Where I work"), words.base(profile), "availability_base"),
        (_("Where I go"), words.territory(profile), "availability_places"),
        (_("Hours of travel"), words.reckoned(profile), "availability_hours"),
        (_("Languages"), words.spoken(profile), "availability_languages"),
        (_("What I do"), words.expertise(profile.expertise, ask.DONE), "availability_expertise"),
        (_("Safety (only you see this)"), words.safety(profile), "availability_safety"),
        (_("About me"), words.about(profile), "availability_about"),
    ]
    return [(key, value or _("not said yet"), reverse(name)) for key, value, name in rows]


Changes = Callable[[Any], dict[str, Any]]


def question(
    request: Visit, heading: str, form: forms.Form, save: Callable[[Any], str | None], lead: str = ""
) -> HttpResponse:
    """The page of one question. `save` may name the page that follows; otherwise the overview does."""
    if request.method == "POST" and form.is_valid():
        following = save(form)
        if not following:
            messages.success(request, _("Saved."))
        return redirect(following or "availability")
    as_list = isinstance(form, ask.Lines)
    context = {"form": form, "heading": heading, "lead": lead, "as_list": as_list}
    return render(request, "web/defender/question.html", context)


def change(request: Visit, heading: str, form: forms.Form, changes: Changes, lead: str = "") -> HttpResponse:
    """A question whose answer goes into the profile as it is."""

    def save(form: Any) -> None:
        actions.update_defender_profile(request.user, by=request.user, **changes(form))

    return question(request, heading, form, save, lead)


@defender_door()
def capacity(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    form = fill(ask.Capacity, request, initial={"weekly_capacity": profile.weekly_capacity})
    return change(
        request,
        _("In a week"),
        form,
        lambda form: {"weekly_capacity": form.cleaned_data["weekly_capacity"]},
    )


@defender_door()
def spoken(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    initial = {code: ask.key_of(tongue) for code, tongue in profile.tongues().items()}
    form = fill(ask.Languages, request, country=profile.country, initial=initial)
    lead = _("A language counts when you, or an interpreter whom you bring, can hold an interview in it.")
    return change(request, _("Languages"), form, lambda form: {"languages": form.chosen()}, lead)


@defender_door()
def expertise(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    initial = {code: str(level) for code, level in profile.expertise.items()}
    form = fill(ask.Expertise, request, country=profile.country, initial=initial)
    return change(request, _("What I do"), form, lambda form: {"expertise": form.chosen()})


@defender_door()
def safety(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    form = fill(ask.Safety, request, initial=ask.willing_initial(profile.willingness()))
    lead = _(
        "Which requests may you be asked for? Only you see these answers. The coordination never sees them, nor why "
        "somebody is not on its list."
    )
    return change(request, _("Safety"), form, lambda form: {"willing": form.chosen()}, lead)


@defender_door()
def about(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    woman = {True: "yes", False: "no"}.get(profile.woman, "")
    form = fill(ask.About, request, initial={"woman": woman, "fee_notes": profile.fee_notes})

    def changes(form: Any) -> dict[str, Any]:
        said_so = {"yes": True, "no": False}.get(form.cleaned_data["woman"])
        return {"woman": said_so, "fee_notes": form.cleaned_data["fee_notes"]}

    return change(request, _("About me"), form, changes)


@defender_door()
def price_add(request: Visit) -> HttpResponse:
    profile = profile_of(request.user)
    form = fill(ask.Price, request, country=profile.country)

    def changes(form: Any) -> dict[str, Any]:
        added, known = form.chosen(), profile.fees or []
        return {"fees": [*(fee for fee in known if fee["kind"] != added["kind"]), added]}

    lead = _("A price for one kind of work comes before the price for anything.")
    return change(request, _("What I charge"), form, changes, lead)


@defender_door(methods=("POST",))
def price_remove(request: Visit) -> HttpResponse:
    known, gone = profile_of(request.user).fees or [], request.POST.get("price", "")
    kept = [fee for fee in known if words.price_key(fee) != gone]
    return remove(request, "fees", known, kept)


def remove(request: Visit, field: str, known: list[Any], kept: list[Any]) -> HttpResponse:
    """A remove button on the overview: what is gone already is no error."""
    if len(kept) != len(known):
        actions.update_defender_profile(request.user, by=request.user, **{field: kept})
        messages.success(request, _("Saved."))
    return redirect("availability")
