"""Where the child is held."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Placement
from reencuentro.casework.rules import require

from ._story import lock, not_in_future, record


@transaction.atomic
def place(
    case: Case, *, by: User, facility: str, since: date, where: str = "", contact: str = ""
) -> Placement:
    """The child is at this facility since that day; the placement before it ends on the same day.

    The first placement also sets the first day in custody when it is not known yet.
    """
    require(by, "edit", case)
    if not facility.strip():
        raise Invalid("facility", _("Write the name of the facility."))
    not_in_future("since", since)
    lock(case)
    before = Placement.objects.filter(case=case, until=None).order_by("since").last()
    if before and since < before.since:
        raise Invalid("since", _("This is before the present placement began."))
    if before:
        before.until = since
        before.save(update_fields=["until"])
    if case.custody_since is None:
        case.custody_since = since
        case.save(update_fields=["custody_since"])
    placement = Placement.objects.create(
        case=case, facility=facility, place=where, contact=contact, since=since
    )
    record("placement.set", case, by=by, about=placement)
    return placement


@transaction.atomic
def show_facility(placement: Placement, *, by: User) -> Placement:
    """Opened on request and recorded."""
    require(by, "see", placement.case)
    log.record("placement.show", by=by, about=placement, case=placement.case.code)
    return placement
