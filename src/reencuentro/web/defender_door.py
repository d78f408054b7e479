"""The door of the Defender's pages: their own time of day, and answers that a poor line can repeat."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from reencuentro.accounts import kept
from reencuentro.accounts.models import DefenderProfile, Role, User
from reencuentro.reference import agreement

from .doors import View, door
from .visit import Visit

# A day and an hour on these pages are those of the Defender. Mexico has several zones: a profile may name another.
ZONES = {
    "MX": "America/Mexico_City",
    "GT": "America/Guatemala",
    "SV": "America/El_Salvador",
    "HN": "America/Tegucigalpa",
    "NI": "America/Managua",
}


def defender_door(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def inside(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if must_agree(request):
                return _for_script(request, _to_the_agreement(request, comes_back="GET" in methods))
            with timezone.override(zone_of(request.user)):
                return _for_script(request, view(request, *args, **kwargs))

        return door(Role.DEFENDER, methods=methods)(inside)

    return wrap


def must_agree(request: Visit) -> bool:
    """Whether the agreement comes first. A new version waits until what is being sent has been taken."""
    agreed = profile_of(request.user).agreed_version
    return not agreed or (request.method in ("GET", "HEAD") and agreed != agreement.current().version)


def _to_the_agreement(request: Visit, *, comes_back: bool) -> HttpResponseBase:
    """What was typed is kept until they have agreed and are back on this page."""
    if request.method == "POST":
        kept.keep(request.user, request.path, request.POST)
    query = urlencode({"next": request.path if comes_back else "/"})
    return redirect(f"{reverse('agreement')}?{query}")


def zone_of(user: User) -> str:
    return user.time_zone or ZONES[profile_of(user).country]


def profile_of(user: User) -> DefenderProfile:
    profile: DefenderProfile = user.defender_profile
    return profile


def _for_script(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """retry.js sends forms by itself; told where to go, it loads that page once, with its messages."""
    if getattr(request, "htmx", False) and response.status_code == 302:
        return HttpResponse(status=204, headers={"HX-Redirect": response.headers["Location"]})
    return response
