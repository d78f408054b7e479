"""When a Defender takes work: days, periods, absences, the pause."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reencuentro.accounts import actions

from .availability import change, remove
from .defender_door import defender_door, profile_of
from .forms import availability as ask
from .forms.base import fill
from .visit import Visit


@defender_door()
def days(request: Visit) -> HttpResponse:
    ticked = [str(number) for number in profile_of(request.user).weekdays or []]
    form = fill(ask.Days, request, initial={"weekdays": ticked})
    return change(
        request, _("Days"), form, lambda form: {"weekdays": sorted(map(int, form.cleaned_data["weekdays"]))}
    )


def _with(known: list[Any], form: Any) -> list[tuple[str, ...]]:
    """The spans with one more, each once, the earliest first."""
    added = [form.cleaned_data[name].isoformat() for name in ("first", "last")]
    return sorted({tuple(one) for one in [*known, added]})


def _without(request: Visit, known: list[Any]) -> list[Any]:
    gone = request.POST.get("days", "").split("/")
    return [one for one in known if list(one) != gone]


@defender_door()
def away_add(request: Visit) -> HttpResponse:
    known = profile_of(request.user).absences
    form = fill(ask.Away, request)
    return change(request, _("When I am away"), form, lambda form: {"absences": _with(known, form)})


@defender_door(methods=("POST",))
def away_remove(request: Visit) -> HttpResponse:
    known = profile_of(request.user).absences
    return remove(request, "absences", known, _without(request, known))


@defender_door()
def period_add(request: Visit) -> HttpResponse:
    known = profile_of(request.user).periods or []
    lead = _("As soon as one period is noted, offers come only within the periods that you note.")
    form = fill(ask.Span, request)
    return change(
        request, _("Only in these periods"), form, lambda form: {"periods": _with(known, form)}, lead
    )


@defender_door(methods=("POST",))
def period_remove(request: Visit) -> HttpResponse:
    known = profile_of(request.user).periods or []
    return remove(request, "periods", known, _without(request, known))


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
