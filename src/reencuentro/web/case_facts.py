"""Where the child is held, and who asks to receive the child."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.actions import placements
from reencuentro.casework.actions import sponsors as actions
from reencuentro.casework.models import Sponsor
from reencuentro.casework.queries.facts_of_case import people_by_id

from . import case_words as say
from . import said
from .acts import ActPage, carry_out, press
from .answers import Refusal, attempt
from .doors import CASE_PEOPLE, door, post_only
from .forms.base import fill
from .forms.case_facts import AddPlacement, AddSponsor, EditContact, EditSponsor
from .reach import case_to, row_to
from .visit import Visit


@door(*CASE_PEOPLE)
def placement_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    lead = _("If the child was moved, write the new place: the one before ends on the same day.")
    page = ActPage(
        case, _("Where the child is held"), _("Save"), done=_("The placement is recorded."), lead=lead
    )

    def act(given: dict[str, Any]) -> None:
        facts = {name: given[name] for name in ("facility", "since", "where", "contact")}
        placements.place(case, by=request.user, **facts)

    return carry_out(request, page, fill(AddPlacement, request), act)


@door(*CASE_PEOPLE)
def sponsor_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    people = people_by_id(case)
    adults = [(key, one.full_name) for key, one in people.items() if not one.is_child]
    form = fill(AddSponsor, request, people=adults)
    page = ActPage(
        case,
        _("Name a sponsor"),
        _("Save"),
        done=_("The sponsor is named."),
        template="web/case/sponsor_add.html",
    )

    def act(given: dict[str, Any]) -> None:
        person = people[given.pop("person")]
        actions.name_sponsor(case, person, by=request.user, **given)

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def sponsor(request: Visit, pk: UUID) -> HttpResponse:
    """Facts and moves; address and contact only after a POST of `show`, which is recorded by itself."""
    row = row_to(request.user, "edit", Sponsor, pk)
    if "show" in request.POST:
        actions.show_sponsor(row, by=request.user)
        return _sheet(request, row, _facts_form(row), _contact_form(row))
    form = fill(EditSponsor, request, initial=_now(row, "category", "relationship", "note"))
    if (
        request.method == "POST"
        and form.is_valid()
        and _changed(request, row, form, ("category", "relationship", "note"))
    ):
        return redirect("case", row.case.code)
    return _sheet(request, row, form, None)


@post_only(*CASE_PEOPLE)
def sponsor_contact(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Sponsor, pk)
    form = EditContact(request.POST)
    if form.is_valid() and _changed(request, row, form, ("address", "contact")):
        return redirect("case", row.case.code)
    return _sheet(request, row, _facts_form(row), form)


def _changed(request: Visit, row: Sponsor, form: Any, names: tuple[str, ...]) -> bool:
    given = form.cleaned_data
    changes = {name: given[name] for name in names}
    try:
        attempt(
            request,
            lambda: actions.change_sponsor(row, by=request.user, version=given["version"], **changes),
            form,
        )
    except Refusal:
        return False
    return True


def _facts_form(row: Sponsor) -> EditSponsor:
    return EditSponsor(initial=_now(row, "category", "relationship", "note"))


def _contact_form(row: Sponsor) -> EditContact:
    return EditContact(initial=_now(row, "address", "contact"))


def _now(row: Sponsor, *names: str) -> dict[str, Any]:
    return {"version": row.version, **{name: getattr(row, name) for name in names}}


def _sheet(request: Visit, row: Sponsor, form: Any, contact: Any) -> HttpResponse:
    context = {
        "case": row.case,
        "sponsor": row,
        "name": row.person.full_name,
        "tone": say.tone(row.tone),
        "form": form,
        "contact": contact,
        "moves": said.of_moves(row.life[row.state].moves),
        "way_back": reverse("case", args=[row.case.code]),
    }
    return render(request, "web/case/sponsor.html", context)


@post_only(*CASE_PEOPLE)
def sponsor_move(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Sponsor, pk)
    move = request.POST.get("move", "")
    if move not in {known for state in row.life.states.values() for known in state.moves}:
        raise Http404
    then = reverse("case", args=[row.case.code])
    return press(
        request, lambda: actions.move_sponsor(row, move, by=request.user), then=then, done=_("Saved.")
    )
