"""One person: what they are, how they sign in, and what an Administrator can do for them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts import actions, queries, rules
from reencuentro.accounts.models import Role, User
from reencuentro.accounts.reauth import recently_authenticated
from reencuentro.accounts.rules import Actor
from reencuentro.audit import queries as ledger
from reencuentro.casework.queries import holdings
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.administration import Handing

from . import entries
from .acts import decide, me
from .people import hand_over_link

LATEST = 5
ACTS = ("change_role", "end_membership", "reset_second_factor", "renew_password_link", "end_sessions")


def person_for(request: HttpRequest, pk: UUID) -> User:
    """Raises Http404 for nobody."""
    user = queries.person(str(pk), by=me(request))
    if user is None:
        raise Http404
    return user


@door(Role.ADMINISTRATOR, methods=("GET",))
def person_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    user, by = person_for(request, pk), me(request)
    actions.look_at_person(user, by=by)
    mentions = ledger.concerning(about=[user.ledger_ref], actors=entries.actors_of(user.pk), count=LATEST)
    context: dict[str, Any] = {
        "person": user,
        "is_me": user == by,
        "factors": queries.factors_of(user, by=by),
        "memberships": queries.memberships_of(user, by=by),
        "sessions": queries.sessions_of(user),
        "invitation": queries.invitation_of(user, by=by) if user.is_invited else None,
        "holding": holdings.count(user),
        "entries": entries.lines(mentions),
        "now": timezone.now(),
        "may": {act: rules.may(by, act, user) for act in ACTS},
        "handing": Handing(),
    }
    return render(request, "web/administration/person.html", context)


def _act(request: HttpRequest, pk: UUID, act: Callable[[User, Actor], Any], done: str) -> HttpResponse:
    """A button of the page: do it, say it, show the page again."""
    user = person_for(request, pk)
    try:
        decide(request, lambda: act(user, me(request)))
        messages.success(request, done)
    except Refusal:
        pass
    return redirect("person_account", user.pk)


@post_only(Role.ADMINISTRATOR)
def invite_person_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    user, handing = person_for(request, pk), Handing(request.POST)
    if not handing.is_valid():
        return redirect("person_account", user.pk)
    by_mail = handing.cleaned_data["handing"] == "mail"
    link = decide(request, lambda: actions.invite_again(user, by=me(request), by_mail=by_mail))
    return hand_over_link(request, link)


@post_only(Role.ADMINISTRATOR)
@recently_authenticated
def renew_person_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only by mail: an Administrator who held the link could sign in as this person and read their cases."""
    done = _("A link to choose a new password is on its way by e-mail. It works for two hours.")
    return _act(request, pk, lambda user, by: actions.renew_password_link(user, by=by), done)


@post_only(Role.ADMINISTRATOR)
@recently_authenticated
def reset_person_factor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only by mail, for the same reason."""
    done = _("The second factor and the password are void. A link to begin anew is on its way by e-mail.")
    return _act(request, pk, lambda user, by: actions.reset_second_factor(user, by=by), done)


@post_only(Role.ADMINISTRATOR)
def end_person_sessions(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = person_for(request, pk)
    ended = decide(request, lambda: actions.end_sessions_of(user, by=me(request)))
    words = ngettext("%(count)s session was ended.", "%(count)s sessions were ended.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("person_account", user.pk)
