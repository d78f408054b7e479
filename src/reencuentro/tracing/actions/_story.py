"""What the actions of tracing do in the same way: hold rows, tell people, and name who acts when nobody does.

Whoever holds several rows takes them in one order, so that no two wait for each other: the searches (by their id), the
case, persons (by their id), leads, and the head of the ledger last. They are held as rows that keep their key
(casework.actions._story.lock), so that a row which points to one of them can be written meanwhile.
"""

from collections.abc import Iterable

from reencuentro.accounts.models import User
from reencuentro.casework.actions._story import lock
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.models import Case
from reencuentro.notify import outbox
from reencuentro.tracing.models import Lead
from reencuentro.tracing.queries.shown import is_shown

BY_ITSELF = "system"  # the ledger's name for a search that goes on by itself


def hold(lead: Lead) -> None:
    """Read the lead again, its search first, and hold both. Raises NotAllowed when nobody may see it any more."""
    if lead.request is not None:
        lock(lead.request)
    lock(lead)
    if not is_shown(lead):
        raise NotAllowed("lead")


def who(by: User | None) -> User | str:
    return by or BY_ITSELF


def tell(
    people: Iterable[User], kind: str, case: Case, *, path: str, but: User | None = None, key: str = ""
) -> None:
    """Queue one notice for each, except for whoever acted; the same `key` tells nobody twice."""
    for person in people:
        if but is None or person.pk != but.pk:
            own_key = f"{key}:{person.pk}" if key else ""
            outbox.queue(person, kind, case_code=case.code, path=path, key=own_key)
