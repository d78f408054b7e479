"""At the door: somebody who was just entered looks like somebody who is known already."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import looking
from reencuentro.casework.models import Case, Person
from reencuentro.casework.rules import may
from reencuentro.tracing.actions import door as actions
from reencuentro.tracing.queries.door import Alike, alike, alike_for, is_settled, unattended
from reencuentro.tracing.queries.leads import Least
from reencuentro.web import case_words, said
from reencuentro.web.acts import ActPage, carry_out
from reencuentro.web.doors import CASE_PEOPLE, door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.gates import Settle
from reencuentro.web.reach import case_to
from reencuentro.web.visit import Visit

from .least import in_words

A_PAGE = 25


def after(request: Visit, answer: HttpResponse, people: Iterable[Person]) -> HttpResponse:
    """After an act that entered or changed `people`: the answer as it is, or the way to those who look like them.

    Only what the reader may see anyway leads elsewhere; for everything else the answer stays as it is.
    """
    entered = list(people)
    if answer.status_code != 302 or not entered:
        return answer
    for person in entered:
        actions.look(person, by=request.user)
    case = entered[0].case
    return redirect("alike", case.code) if alike(case, request.user) else answer


@door(*CASE_PEOPLE, methods=("GET",))
def alike_list(request: Visit, code: str) -> HttpResponse:
    """Whom persons of this case look like, by the codes of the reader's other cases; both sides stand one page on."""
    case = case_to(request.user, "edit", code)
    rows = [{"row": row, "question": _question(row)} for row in alike(case, request.user)]
    return render(request, "web/tracing/alike.html", {"case": case, "rows": rows})


def _pair(row: Alike) -> dict[str, Any]:
    facts = (
        (_("Names"), _names(row.here), _names(row.there)),
        (_("Date of birth"), said.partial(row.here.birth_date), said.partial(row.there.birth_date)),
        (_("Born in"), case_words.birth_place(row.here), case_words.birth_place(row.there)),
        (_("Who"), _role(row.here), _role(row.there)),
    )
    none = _("not known")
    known = [(label, here or none, there or none) for label, here, there in facts if here or there]
    return {"there": row.there, "question": _question(row), "pairs": known}


def _question(row: Alike) -> str:
    if row.lead.sought == "sibling":
        return _("Brothers or sisters?")
    return _("The same child?") if row.here.is_child and row.there.is_child else _("The same person?")


def _names(person: Person) -> str:
    return " · ".join(dict.fromkeys(name.whole for name in person.names.all()))


def _role(person: Person) -> str:
    return _("The child") if person.is_child else said.relationship(person.relationship)


@door(*CASE_PEOPLE)
def alike_settle(request: Visit, code: str, lead: UUID) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    if request.method == "POST" and is_settled(request.user, lead):
        return redirect(_way_back(case))
    row = alike_for(request.user, lead, case)
    if request.method == "GET":
        looking.look(row.there.case, by=request.user, page="alike")
    form = fill(Settle, request, may_link=may(request.user, "edit", row.there.case))
    page = ActPage(
        case,
        _question(row),
        _("Save"),
        done=_("Saved."),
        back=_way_back(case),
        template="web/tracing/alike_settle.html",
        more={"row": _pair(row)},
    )

    def act(given: dict[str, Any]) -> None:
        actions.settle(row.lead, given["verdict"], by=request.user, because=given["because"])

    return carry_out(request, page, form, act)


def _way_back(case: Case) -> str:
    return reverse("case", args=[case.code])


@door(Role.COORDINATOR, methods=("GET",))
def at_door(request: Visit) -> HttpResponse:
    """What was noticed in cases that nobody coordinates yet. Those of the reader stand on the page of tracing."""
    page = Paginator(unattended(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_waiting(one) for one in page]}
    return render(request, "web/tracing/door.html", context)


def _waiting(one: Least) -> dict[str, Any]:
    lead = one.lead
    return {"code": lead.case.code, **in_words(one.probability, one.evidence, one.office, lead.sought)}
