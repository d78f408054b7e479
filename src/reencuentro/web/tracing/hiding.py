"""Taking a person out of tracing, and letting them be found again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.models import Person
from reencuentro.tracing.actions import hiding
from reencuentro.web.acts import ActPage, carry_out
from reencuentro.web.doors import CASE_PEOPLE, door
from reencuentro.web.forms.base import fill
from reencuentro.web.forms.gates import KeepOut
from reencuentro.web.reach import row_to
from reencuentro.web.visit import Visit


@door(*CASE_PEOPLE)
def person_hide(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    lead = _(
        "For a family that fears the person who looks for them. From now on nobody of another case finds this person, "
        "and nobody can tell that there was anything to find. What this case looks for goes on."
    )
    page = _page(row, _("Take out of tracing"), _("Take out"), _("This person cannot be found now."), lead)

    def act(given: dict[str, Any]) -> None:
        hiding.hide(row, by=request.user, because=given["because"])

    return carry_out(request, page, fill(KeepOut, request, initial={"because": row.do_not_trace}), act)


@door(*CASE_PEOPLE)
def person_show_again(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    lead = _(
        "The danger is over, or the family asks for it. Searches of other cases then find this person again."
    )
    page = _page(
        row, _("Let this person be found"), _("Let be found"), _("This person can be found again."), lead
    )

    def act(given: dict[str, Any]) -> None:
        hiding.show_again(row, by=request.user, because=given["because"])

    return carry_out(request, page, fill(KeepOut, request), act)


def _page(row: Person, heading: str, button: str, done: str, lead: str) -> ActPage:
    back = reverse("person", args=[row.pk])
    return ActPage(row.case, heading, button, done=done, lead=lead, back=back)
