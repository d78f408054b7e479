"""The memory index inside this process: for tests, commands, and a house of one process."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.db import connection

from reencuentro.engines.tracing.types import Description, Sought

from .mirror import Found, Mirror

_mirrors: dict[str, Mirror] = {}
_lock = Lock()
_alone = False


@contextmanager
def alone() -> Iterator[None]:
    """For a command that builds a world before the searching process runs: searches are answered in this process, and
    what they opened is forgotten afterwards.
    """
    global _alone
    _alone = True
    try:
        yield
    finally:
        _alone = False
        forget()


def is_alone() -> bool:
    return _alone or not settings.INDEX_PROCESS


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
