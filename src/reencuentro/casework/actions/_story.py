"""What every action does in the same way: lock, refuse a stale edit, send once, record, tell."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import IN_FUTURE, EditedMeanwhile, Invalid
from reencuentro.casework.models import Case, CaseMember, Event, Request
from reencuentro.engines.partial_date import PartialDate
from reencuentro.notify import outbox

Row = TypeVar("Row", bound=models.Model)
Action = TypeVar("Action", bound=Callable[..., Any])


def lock(row: models.Model) -> None:
    """Read the row again and hold it until the transaction ends, so that two people cannot both move it.

    Its key is left free: PostgreSQL looks at the row behind a foreign key when the other transaction ends, and that one
    then holds the head of the ledger, for which we may be waiting.
    """
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(no_key=True))


def edit(row: Any, changes: dict[str, Any], *, version: int) -> list[str]:
    """Write `changes` if nobody saved the row since `version`; returns the names of the fields that changed.

    Raises EditedMeanwhile otherwise: the page then shows both versions and loses neither.
    """
    lock(row)
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    if changed and row.version != version:
        raise EditedMeanwhile(row, changes)
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.version += 1
        row.save(update_fields=[*changed, "version"])
    return changed


def once(model: type[models.Model]) -> Callable[[Action], Action]:
    """The action makes one `model` row for one form: the same `client_id` again gives the first row back."""

    def wrap(action: Action) -> Action:
        @wraps(action)
        def run(*args: Any, client_id: UUID | None = None, **kwargs: Any) -> Any:
            first = model._default_manager.filter(client_id=client_id)
            try:
                with transaction.atomic():
                    known = first.first() if client_id else None
                    return known or action(*args, client_id=client_id, **kwargs)
            except IntegrityError:
                if client_id and (known := first.first()):
                    return known
                raise

        return run  # type: ignore[return-value]

    return wrap


def record(
    verb: str,
    case: Case,
    *,
    by: User,
    about: Any = None,
    request: Request | None = None,
    said: str = "",
    seen_by: str = Event.Seen.TEAM,
    through: str = "",
    **details: Any,
) -> None:
    """One knot in the thread of the case and one ledger entry. `said` is sealed in the thread, never in the ledger.

    `through`: who acted in the name of `by`, such as "system"; the ledger then names both.
    """
    Event.objects.create(case=case, verb=verb, request=request, by=by, at=now(), said=said, seen_by=seen_by)
    if through:
        details["in_name_of"] = by.ledger_name
    log.record(verb, by=through or by, about=about or request or case, case=case.code, **details)


def tell(people: Iterable[User], kind: str, case: Case, *, path: str, but: User, key: str = "") -> None:
    """Queue one notice for each, except for the one who acted."""
    for person in people:
        if person.pk != but.pk:
            outbox.queue(
                person, kind, case_code=case.code, path=path, key=f"{key}:{person.pk}" if key else ""
            )


def members(case: Case, *parts: str) -> list[User]:
    rows = CaseMember.objects.filter(case=case, until=None, user__is_active=True).select_related("user")
    return [row.user for row in rows if not parts or row.part in parts]


def advocates(case: Case) -> list[User]:
    return members(case, CaseMember.Part.COUNSEL, CaseMember.Part.LEGAL_TEAM, CaseMember.Part.CHILD_ADVOCATE)


def coordinators(case: Case) -> list[User]:
    return members(case, CaseMember.Part.COORDINATOR)


def not_in_future(field: str, day: date | PartialDate | None) -> None:
    """Raises Invalid at `field`. A partial date is refused only if no day that it can mean has come."""
    first = day.earliest() if isinstance(day, PartialDate) else day
    if first and first > today():
        raise Invalid(field, IN_FUTURE)
