"""The memory index inside this process: for tests, commands, and a house of one process."""

from collections.abc import Collection
from threading import Lock
from uuid import UUID

from django.db import connection

from reencuentro.engines.tracing.types import Description, Sought

from .mirror import Found, Mirror

_mirrors: dict[str, Mirror] = {}
_lock = Lock()


def search(
    sought_for: Description, *, sought: Sought, limit: int, without: Collection[UUID]
) -> tuple[Found, ...]:
    """As searching.search; the first call opens every card."""
    return mirror().search(sought_for, sought=sought, limit=limit, without=without)


def mirror() -> Mirror:
    """One for each database. Raises IndexAway."""
    name = str(connection.settings_dict["NAME"])
    with _lock:
        if name not in _mirrors:
            _mirrors[name] = Mirror()
        return _mirrors[name]


def forget() -> None:
    """Lets go of everything; the next search opens the cards again."""
    _mirrors.clear()
