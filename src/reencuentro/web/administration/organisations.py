"""The initiative, its partners, and the organisations of Defenders."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts import actions, queries
from reencuentro.accounts.models import Organisation, OrganisationKind, Role
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door
from reencuentro.web.forms.administration import OrganisationChange, OrganisationForm, country_name
from reencuentro.web.forms.base import fill

from .acts import decide, me

PER_PAGE = 30


@door(Role.ADMINISTRATOR, methods=("GET",))
def organisations(request: HttpRequest) -> HttpResponse:
    houses = list(queries.organisations(by=me(request)))
    groups = [(kind.label, [_row(one) for one in houses if one.kind == kind]) for kind in OrganisationKind]
    return render(request, "web/administration/organisations.html", {"groups": groups, "count": len(houses)})


def _row(house: Organisation) -> dict[str, Any]:
    return {"house": house, "country": country_name(house.country)}


@door(Role.ADMINISTRATOR)
def create_organisation(request: HttpRequest) -> HttpResponse:
    form = fill(OrganisationForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            house = decide(request, lambda: actions.create_organisation(by=me(request), **form.facts()), form)
            messages.success(request, _("The organisation is here. Now invite its people."))
            return redirect("organisation", house.pk)
        except Refusal:
            pass
    return render(request, "web/administration/create_organisation.html", {"form": form})


@door(Role.ADMINISTRATOR)
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    house = queries.organisations(by=me(request)).filter(pk=pk).first()
    if house is None:
        raise Http404
    initial = {"name": house.name, "country": house.country, "active": house.active}
    form = fill(OrganisationChange, request, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            decide(request, lambda: actions.change_organisation(house, by=me(request), **form.facts()), form)
            messages.success(request, _("Saved."))
            return redirect("organisation", house.pk)
        except Refusal:
            pass
    everybody = queries.people(by=me(request), organisation=house).order_by("-created")
    page = Paginator(everybody, PER_PAGE).get_page(request.GET.get("page"))
    context = {"house": house, "form": form, "page": page, "country": country_name(house.country)}
    return render(request, "web/administration/organisation.html", context)
