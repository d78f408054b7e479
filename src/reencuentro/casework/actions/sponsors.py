"""Who asks to receive the child."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Person, Sponsor
from reencuentro.casework.rules import require

from ._story import edit, lock, once, record


@once(Sponsor)
def name_sponsor(
    case: Case,
    person: Person,
    *,
    by: User,
    category: str,
    relationship: str,
    address: str = "",
    contact: str = "",
    note: str = "",
    client_id: UUID | None = None,
) -> Sponsor:
    """The person asks to receive the child, in this category. There is no field for immigration status."""
    require(by, "edit", case)
    if person.case_id != case.pk:
        raise Invalid("person", _("Both persons must belong to this case."))
    sponsor = Sponsor.objects.create(
        case=case,
        person=person,
        category=category,
        relationship=relationship,
        address=address,
        contact=contact,
        note=note,
        client_id=client_id,
    )
    record("sponsor.name", case, by=by, about=sponsor, category=category)
    return sponsor


@transaction.atomic
def change_sponsor(sponsor: Sponsor, *, by: User, version: int, **changes: Any) -> None:
    require(by, "edit", sponsor.case)
    if edit(sponsor, changes, version=version):
        record("sponsor.change", sponsor.case, by=by, about=sponsor, category=sponsor.category)


@transaction.atomic
def move_sponsor(sponsor: Sponsor, move: str, *, by: User) -> None:
    """apply, approve, deny or withdraw (states.SPONSOR)."""
    require(by, "edit", sponsor.case)
    lock(sponsor)
    sponsor.move(move)
    sponsor.save(update_fields=["state"])
    record(f"sponsor.{move}", sponsor.case, by=by, about=sponsor)


@transaction.atomic
def show_sponsor(sponsor: Sponsor, *, by: User) -> Sponsor:
    """Address and contact are opened on request and recorded."""
    require(by, "see", sponsor.case)
    log.record("sponsor.show", by=by, about=sponsor, case=sponsor.case.code)
    return sponsor
