"""Open a case with everything that is known on the first day, in one transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case

from ._story import once
from .cases import open_case
from .obstacles import raise_obstacle
from .people import add_person
from .placements import place
from .sponsors import name_sponsor


@once(Case)
def open_with_details(
    *,
    by: User,
    facility: str = "",
    obstacles: tuple[str, ...] = (),
    sponsor: dict[str, str] | None = None,
    custody_since: date | None = None,
    client_id: UUID | None = None,
    **child: Any,
) -> Case:
    """As cases.open_case, with the facility, the obstacles by code, and the sponsor if one is known.

    sponsor: {"given", "surname1", "surname2", "relationship", "category"}; all empty means none.
    Raises what the actions raise; then nothing of it is written.
    """
    known = {key: text for key, text in (sponsor or {}).items() if text}
    if known and not (known.get("given") or known.get("surname1")):
        raise Invalid(
            "sponsor_given", _("Write the sponsor's name, or leave everything about the sponsor empty.")
        )
    if known and not (known.get("category") and known.get("relationship")):
        raise Invalid(
            "category", _("Choose the sponsor's relationship and category, or leave the sponsor empty.")
        )
    if facility.strip() and custody_since is None:
        raise Invalid("custody_since", _("Write since when the child is held, as you named the facility."))
    case = open_case(by=by, custody_since=custody_since, client_id=client_id, **child)
    if facility.strip() and custody_since:
        place(case, by=by, facility=facility, since=custody_since)
    for code in obstacles:
        raise_obstacle(case, code, by=by)
    if known:
        _name(case, known, by=by)
    return case


def _name(case: Case, known: dict[str, str], *, by: User) -> None:
    person = add_person(
        case,
        by=by,
        given=known.get("given", ""),
        surname1=known.get("surname1", ""),
        surname2=known.get("surname2", ""),
        relationship=known["relationship"],
    )
    name_sponsor(case, person, by=by, category=known["category"], relationship=known["relationship"])
