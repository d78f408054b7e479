"""The blocks that somebody recorded themselves. There is no other way to see one."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Conflict


def told_by(user: User, case: Case | None = None) -> list[Conflict]:
    """What this person recorded and did not take back, of one case or of all; the newest first. One query."""
    rows = _standing(user).select_related("defender", "organisation")
    if case is not None:
        rows = rows.filter(about=Conflict.index_of_case(case.code))
    return sorted(rows, key=lambda row: row.at, reverse=True)


def conflict_for(user: User, pk: UUID) -> Conflict:
    """A block that this person recorded, or the 404 of what does not exist."""
    found = _standing(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _standing(user: User) -> QuerySet[Conflict]:
    return Conflict.objects.filter(told_by=Conflict.index_of_teller(user), lifted=False)
