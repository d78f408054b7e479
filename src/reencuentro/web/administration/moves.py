"""Somebody changes role, leaves, or comes back. Work is handed over in the same step: nothing is orphaned."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts import actions, queries, rules
from reencuentro.accounts.models import Role, User
from reencuentro.accounts.reauth import recently_authenticated
from reencuentro.casework.actions import handover
from reencuentro.casework.queries import holdings
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door
from reencuentro.web.forms.administration import ComeBack, Leave, Move
from reencuentro.web.forms.base import fill

from .acts import decide, me
from .people import hand_over_link
from .person import person_for


def _member_for(request: HttpRequest, pk: UUID, act: str) -> User:
    """Raises Http404 for somebody who is no member, and for an act that is refused on oneself."""
    user = person_for(request, pk)
    if user.membership is None or not rules.may(me(request), act, user):
        raise Http404
    return user


def _work(request: HttpRequest, user: User) -> dict[str, Any]:
    """How much must be handed over, and who can take it. Only cases need somebody: a Defender's work goes back."""
    holding = holdings.count(user)
    return {"person": user, "holding": holding, "fitting": _fitting(request, user) if holding.cases else []}


def _fitting(request: HttpRequest, user: User) -> list[User]:
    return queries.successors(user, by=me(request))


@door(Role.ADMINISTRATOR)
@recently_authenticated
def change_person_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = _member_for(request, pk, "change_role")
    work = _work(request, user)
    form = fill(Move, request, places=_other_places(request, user), successors=work["fitting"])
    if request.method == "POST" and form.is_valid():
        place = form.chosen_place()
        try:
            decide(
                request,
                lambda: handover.change_role(
                    user,
                    by=me(request),
                    organisation=place.organisation,
                    role=place.role,
                    successor=form.chosen_successor(),
                ),
                form,
            )
        except Refusal:
            pass
        else:
            messages.success(request, _("The role is changed. All sessions of this person have ended."))
            return redirect("person_account", user.pk)
    return render(request, "web/administration/change_role.html", {**work, "form": form})


def _other_places(request: HttpRequest, user: User) -> list[queries.Place]:
    here = (user.organisation, user.role)
    return [one for one in queries.places(by=me(request)) if (one.organisation, one.role) != here]


@door(Role.ADMINISTRATOR)
@recently_authenticated
def end_person_membership(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = _member_for(request, pk, "end_membership")
    work = _work(request, user)
    form = fill(Leave, request, successors=work["fitting"])
    if request.method == "POST" and form.is_valid():
        try:
            decide(
                request, lambda: handover.leave(user, by=me(request), successor=form.chosen_successor()), form
            )
        except Refusal:
            pass
        else:
            messages.success(request, _("The membership has ended. This person can no longer sign in."))
            return redirect("person_account", user.pk)
    return render(request, "web/administration/leave.html", {**work, "form": form})


@door(Role.ADMINISTRATOR)
@recently_authenticated
def bring_person_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody who had left is invited anew: they choose a password and get none of their old work."""
    user = person_for(request, pk)
    if user.left_on is None:
        raise Http404
    form = fill(ComeBack, request, places=queries.places(by=me(request)))
    if request.method == "POST" and form.is_valid():
        place, by_mail = form.chosen_place(), form.cleaned_data["handing"] == "mail"
        try:
            link = decide(
                request,
                lambda: actions.invite(
                    by=me(request),
                    organisation=place.organisation,
                    role=place.role,
                    email=user.email,
                    language=user.language,
                    by_mail=by_mail,
                ),
                form,
            )
            return hand_over_link(request, link)
        except Refusal:
            pass
    return render(request, "web/administration/come_back.html", {"person": user, "form": form})
