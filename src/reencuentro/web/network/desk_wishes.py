"""Wishes for one request: ask this one, or not that one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.queries.visible import record_for
from reencuentro.network.actions import wishes
from reencuentro.network.models import Wish
from reencuentro.network.queries import desk as queries
from reencuentro.web.acts import ActPage, carry_out, press
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.desk import WishForm
from reencuentro.web.visit import Visit


@door(Role.COORDINATOR)
def desk_wish(request: Visit, pk: UUID) -> HttpResponse:
    line: Any = queries.line_for(request.user, pk)
    if not line.mine:
        raise Http404
    people = {str(user.pk): user for user in queries.by_name(line.request.country)}
    form = fill(WishForm, request, people=people)
    page = ActPage(
        case=line.case,
        heading=_("A wish for %(ref)s") % {"ref": line.request.ref},
        lead=_("The next proposal keeps it if it can."),
        button=_("Record the wish"),
        done=_("Recorded. It counts from the next proposal on."),
        back=reverse("desk_line", args=[pk]),
        template="web/network/wish.html",
        more={"line": line},
    )
    return carry_out(
        request,
        page,
        form,
        lambda given: wishes.wish(
            line.request,
            people[given["defender"]],
            given["kind"],
            by=request.user,
            because=given["because"],
            client_id=given["client_id"],
        ),
    )


@post_only(Role.COORDINATOR)
def wish_end(request: Visit, pk: UUID) -> HttpResponse:
    wish = record_for(request.user, Wish, pk)
    line = queries.line_of(request.user, wish.request)
    then = reverse("desk_line", args=[line.pk]) if line else reverse("desk")
    return press(
        request,
        lambda: wishes.end(wish, by=request.user),
        then=then,
        done=_("The wish has ended. It counts no more from the next proposal on."),
    )
