"""What the actions of tracing do in the same way: tell people, and name who acts when nobody does."""

from collections.abc import Iterable

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case
from reencuentro.notify import outbox

BY_ITSELF = "system"  # the ledger's name for a search that goes on by itself


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
