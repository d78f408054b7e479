"""Everybody who works with the initiative: the list, the search, the invitation."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts import actions, links, queries
from reencuentro.accounts.errors import AlreadyKnown
from reencuentro.accounts.models import Link, Organisation, Role, User
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door
from reencuentro.web.forms.administration import Invitation, PeopleFilter, Search
from reencuentro.web.forms.base import fill

from .acts import decide, me

PER_PAGE = 30
MOST_FOUND = 60
HANDED = "handed_invitation"  # in the session: a link that is shown once


@door(Role.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    """The list by GET. The search by POST: a name must not stand in an address."""
    if request.method == "POST":
        return _search(request)
    chosen = PeopleFilter(request.GET, houses=_houses(request))
    found = queries.people(by=me(request), **chosen.wanted()).order_by("-created")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    actions.look_at_people(by=me(request), found=len(page))
    return _list(request, {"rows": page, "page": page, "filter": chosen, "search": Search()})


def _search(request: HttpRequest) -> HttpResponse:
    search = Search(request.POST)
    rows: list[User] = []
    if search.is_valid():
        everybody = queries.people(by=me(request)).order_by("-created")
        rows = queries.matching(everybody, search.cleaned_data["words"])
        actions.look_at_people(by=me(request), found=len(rows), searched=True)
    context = {"rows": rows[:MOST_FOUND], "searched": True, "count": len(rows), "search": search}
    return _list(request, {**context, "filter": PeopleFilter({}, houses=_houses(request))})


def _houses(request: HttpRequest) -> list[Organisation]:
    return list(queries.organisations(by=me(request)))


def _list(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "web/administration/people.html", context)


@door(Role.ADMINISTRATOR)
def invite_person(request: HttpRequest) -> HttpResponse:
    places = queries.places(by=me(request))
    form = fill(Invitation, request, places=places, initial={"place": _first_place(request, places)})
    if request.method == "POST" and form.is_valid():
        try:
            link = decide(request, lambda: _invite(form, request), form)
            return hand_over_link(request, link)
        except Refusal:
            pass
        except _Known as known:
            messages.info(request, _("This person is here already. This is their page."))
            return redirect("person_account", known.user.pk)
    return render(request, "web/administration/invite.html", {"form": form})


class _Known(Exception):
    """A double click, or somebody who was invited before: their page says how it stands."""

    def __init__(self, user: User) -> None:
        self.user = user
        super().__init__("known")


def _invite(form: Invitation, request: HttpRequest) -> Link:
    typed, place = form.cleaned_data, form.chosen_place()
    try:
        return actions.invite(
            by=me(request),
            organisation=place.organisation,
            role=place.role,
            email=typed["email"],
            full_name=typed["full_name"],
            language=typed["language"],
            by_mail=typed["handing"] == "mail",
        )
    except AlreadyKnown as refused:
        known = User.objects.by_email(typed["email"])
        if known is None:
            raise
        raise _Known(known) from refused


def _first_place(request: HttpRequest, places: list[queries.Place]) -> str:
    """Coming from an organisation's page, its first role is chosen already."""
    wanted = request.GET.get("organisation", "")
    return next((place.code for place in places if str(place.organisation.pk) == wanted), "")


def hand_over_link(request: HttpRequest, link: Link) -> HttpResponse:
    """By mail: the worker sends it. Otherwise it is made now and shown once, on a page of its own."""
    if link.by_mail:
        messages.success(request, _("The invitation is on its way by e-mail. The link works for seven days."))
        return redirect("person_account", link.user_id)
    address = settings.SITE_URL + links.path(links.mint(link))
    request.session[HANDED] = {"person": str(link.user_id), "address": address}
    return redirect("invitation_link")


@door(Role.ADMINISTRATOR, methods=("GET",))
def invitation_link(request: HttpRequest) -> HttpResponse:
    handed = request.session.pop(HANDED, None)
    return render(request, "web/administration/invitation_link.html", {"handed": handed})
