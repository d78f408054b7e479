"""Whom the coordination has accepted, an administrator invites: the second of two people."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reencuentro.accounts.models import Role
from reencuentro.network.actions import applications as actions
from reencuentro.network.models import Application
from reencuentro.network.queries import applications as queries
from reencuentro.web import application_words, said
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.network import InviteApplicant

from .acts import decide, me
from .people import hand_over_link


@door(Role.ADMINISTRATOR, methods=("GET",))
def applicants(request: HttpRequest) -> HttpResponse:
    lines = [
        application_words.line(row) for row in queries.to_invite(by=me(request)).select_related("reviewer")
    ]
    return render(request, "web/administration/applicants.html", {"lines": lines})


def _applicant(request: HttpRequest, pk: UUID) -> Application:
    found = queries.to_invite(by=me(request)).select_related("reviewer").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@door(Role.ADMINISTRATOR)
def applicant_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name, address and organisation, which the invitation needs; the rest of what they wrote is not shown here."""
    row = _applicant(request, pk)
    houses = queries.houses_in(row.country, by=me(request))
    form = fill(InviteApplicant, request, houses=houses, new=row.organisation or row.full_name)
    if request.method == "POST" and form.is_valid():
        by_mail = form.cleaned_data["handing"] == "mail"
        try:
            link = decide(
                request,
                lambda: actions.invite(
                    row, by=me(request), organisation=form.chosen_house(), by_mail=by_mail
                ),
                form,
            )
            return hand_over_link(request, link)
        except Refusal:
            row = _applicant(request, pk)
    actions.look(row, by=me(request))
    context = {"application": row, "country": said.country(row.country), "form": form}
    return render(request, "web/administration/applicant.html", context)
