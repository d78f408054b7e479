"""One obstacle: what it is, what abroad can do, its requests, its history, and how it stands now."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.actions import looking
from reencuentro.casework.actions import obstacles as actions
from reencuentro.casework.models import Obstacle
from reencuentro.casework.queries.facts_of_case import (
    name_of,
    obstacle_history,
    people_by_id,
    requests_about,
    requests_of_case,
)
from reencuentro.casework.queries.visible import record_for
from reencuentro.casework.rules import may
from reencuentro.casework.terms import MOVES
from reencuentro.reference import obstacles as vocabulary
from reencuentro.reference import services

from . import case_words as say
from . import said
from .acts import ActPage, carry_out
from .doors import CASE_PEOPLE, door
from .forms.base import fill
from .forms.case_facts import AddObstacle, MoveObstacle
from .reach import case_to
from .visit import Visit


@door(*CASE_PEOPLE)
def obstacle_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    people = people_by_id(case)
    form = fill(AddObstacle, request, people=[(key, one.full_name) for key, one in people.items()])
    page = ActPage(case, _("Add an obstacle"), _("Add"), done=_("The obstacle was added."))

    def act(given: dict[str, Any]) -> None:
        person = people.get(given["person"])
        actions.raise_obstacle(case, given["code"], by=request.user, note=given["note"], person=person)

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def obstacle(request: Visit, pk: UUID) -> HttpResponse:
    row = record_for(request.user, Obstacle, pk)
    if request.method == "GET":
        looking.look(row.case, by=request.user, page="obstacle")
    known = vocabulary.get(row.code)
    requests = {str(one.pk): one for one in requests_of_case(row.case)}
    choices = [(key, f"{one.number}: {said.wanted(one)}") for key, one in requests.items()]
    form = fill(MoveObstacle, request, moves=list(row.life[row.state].moves), requests=choices)
    page = ActPage(
        row.case,
        said.label(known),
        _("Save"),
        done=_("Saved."),
        template="web/case/obstacle.html",
        more=_context(request, row, known),
    )

    def act(given: dict[str, Any]) -> None:
        removed_by = requests.get(given.get("removed_by", ""))
        actions.move_obstacle(
            row, given["move"], by=request.user, because=given["because"], removed_by=removed_by
        )

    return carry_out(request, page, form, act)


def _context(request: Visit, row: Obstacle, known: Any) -> dict[str, Any]:
    language = said.language()
    people = people_by_id(row.case)
    return {
        "obstacle": row,
        "tone": say.tone(row.tone),
        "whose": name_of(row.person_id, people),
        "what": known.what(language),
        "abroad": "" if known.abroad_can_help == "no" else known.abroad(language),
        "warning": say.abroad_warning(known),
        "limits": known.limits(language) if known.limits and known.abroad_can_help == "yes" else "",
        "services": [said.label(service) for service in services.that_remove(row.code)],
        "requests": [(one, say.request_in_words(one), say.tone(one.tone)) for one in requests_about(row)],
        "history": [
            (str(MOVES[change.move]), f"{said.day(change.at)} · {change.by.full_name}", change.because)
            for change in obstacle_history(row)
        ],
        "may_edit": may(request.user, "edit", row.case),
        "ask": f"{reverse('ask', args=[row.case.code])}?obstacle={row.pk}"
        if _may_ask(request, row, known)
        else "",
    }


def _may_ask(request: Visit, row: Obstacle, known: Any) -> bool:
    is_open = row.state in ("standing", "being_removed") and row.case.state == "open"
    return is_open and known.abroad_can_help != "no" and may(request.user, "ask", row.case)
