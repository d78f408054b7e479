"""The Defenders: who they are, what they take, how much they have in hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import DefenderProfile, Role
from reencuentro.casework.clockwork import today
from reencuentro.network.actions import people as actions
from reencuentro.network.queries import people as queries
from reencuentro.reference import languages
from reencuentro.web import availability_words as words
from reencuentro.web import said
from reencuentro.web.answers import attempt
from reencuentro.web.doors import door
from reencuentro.web.forms import availability as ask
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.network import STANDINGS, NetworkFilter
from reencuentro.web.visit import Visit

from .tabs import tabs

PER_PAGE = 25
TONES = {"takes": "go", "paused": "", "away": "wait"}


@dataclass(frozen=True)
class Line:
    """One Defender in the list, in words."""

    profile: DefenderProfile
    name: str
    house: str
    country: str
    speaks: str
    week: str
    in_hand: int
    standing: str
    tone: str


@door(Role.COORDINATOR, methods=("GET",))
def network(request: Visit) -> HttpResponse:
    chosen = NetworkFilter(request.GET or None)
    wanted = chosen.wanted() if request.GET else {}
    found = queries.defenders(today(), by=request.user, country=wanted.get("country", ""))
    rows: Any = found
    if wanted.get("language") or wanted.get("standing"):
        rows = queries.narrowed(found, today(), language=wanted["language"], wanted=wanted["standing"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [_line(profile) for profile in page]
    actions.look_at_network(by=request.user, found=len(lines))
    context = {
        "tabs": tabs("network"),
        "page": page,
        "lines": lines,
        "filter": chosen,
        "filtered": any(wanted.values()),
    }
    return render(request, "web/network/people/list.html", context)


def _line(profile: DefenderProfile) -> Line:
    standing = queries.standing(profile, today())
    user: Any = profile.user
    return Line(
        profile=profile,
        name=user.full_name,
        house=user.organisation.name if user.organisation else "",
        country=said.country(profile.country),
        speaks=", ".join(_language(code) for code in profile.languages if code in profile.spoken()),
        week=_week(profile),
        in_hand=profile.open_work,  # type: ignore[attr-defined]
        standing=str(STANDINGS[standing]),
        tone=TONES[standing],
    )


def _language(code: str) -> str:
    known = {language.code for language in languages.all()}
    return said.label(languages.get(code)) if code in known else code


def _week(profile: Any) -> str:
    taken = {"taken": profile.begun + profile.waiting, "capacity": profile.weekly_capacity}
    return _("%(taken)s of %(capacity)s") % taken


def _defender(request: Visit, pk: UUID) -> DefenderProfile:
    """Raises Http404 for nobody, and for who has left."""
    profile = queries.defender(pk, today(), by=request.user)
    if profile is None:
        raise Http404
    return profile


@door(Role.COORDINATOR, methods=("GET",))
def network_person(request: Visit, pk: UUID) -> HttpResponse:
    profile = _defender(request, pk)
    actions.look_at_defender(profile.user, by=request.user)
    work = queries.work_of(profile.user, today(), by=request.user)
    context = {
        "line": _line(profile),
        "person": profile.user,
        "rows": _rows(profile),
        "work": work,
        "weeks": [(said.day(monday), count) for monday, count in work.weeks],
        "absences": [told for _days, told in words.spans(profile.absences, today())],
        "periods": [told for _days, told in words.spans(profile.periods or [], today())],
        "prices": [told for _key, told in words.prices(profile.fees or [])],
        "trainings": queries.trainings_of(profile.user),
    }
    return render(request, "web/network/people/person.html", context)


def _rows(profile: DefenderProfile) -> list[tuple[str, str]]:
    """What they cover, speak and do. Never what they refuse."""
    rows = [
        (_("Works in"), words.base(profile)),
        (_("Goes to"), words.territory(profile)),
        (_("Languages"), words.spoken_by(profile)),
        (_("Does"), words.expertise(profile.expertise, ask.DOES)),
        (_("In a week"), words.week(profile)),
        (_("Days"), words.days(profile)),
        (_("Gender"), {True: _("A woman"), False: _("Not a woman")}.get(profile.woman, "")),
        (_("On costs"), profile.fee_notes),
    ]
    return [(key, value or _("not said yet")) for key, value in rows]


@door(Role.COORDINATOR)
def network_correct(request: Visit, pk: UUID) -> HttpResponse:
    profile = _defender(request, pk)
    hours, spoken = _hours(request, profile), _languages(request, profile)
    if request.method == "POST" and hours.is_valid() and spoken.is_valid():
        others = {code: one for code, one in profile.languages.items() if code not in spoken.fields}
        changed = attempt(
            request,
            lambda: actions.correct(
                profile.user,
                by=request.user,
                hours=hours.said_in(),
                languages={**others, **spoken.chosen()},
            ),
        )
        _say(request, changed)
        return redirect("network_person", profile.user_id)
    context = {"line": _line(profile), "person": profile.user, "hours": hours, "spoken": spoken}
    return render(request, "web/network/people/correct.html", context)


def _say(request: Visit, changed: int) -> None:
    if changed:
        messages.success(request, _("Corrected. The Defender is told."))
    else:
        messages.info(request, _("Nothing was changed."))


def _hours(request: Visit, profile: DefenderProfile) -> Any:
    known = {
        code: value for code, value in profile.hours().items() if code in words.known_places(profile.country)
    }
    initial = {code: f"{value:g}" for code, value in known.items()}
    return fill(
        ask.Hours, request, prefix="hours", departments=sorted(known, key=known.__getitem__), initial=initial
    )


def _languages(request: Visit, profile: DefenderProfile) -> Any:
    initial = {code: ask.key_of(tongue) for code, tongue in profile.tongues().items()}
    return fill(
        ask.Languages,
        request,
        prefix="speaks",
        country=profile.country,
        levels=ask.SPEAKS,
        initial=initial,
    )
