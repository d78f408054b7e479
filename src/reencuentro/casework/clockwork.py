"""The time at which actions happen. One place, so that the demo can tell a story that began months ago.

Only the records of casework follow it; the ledger always keeps the true time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


def today() -> date:
    """The day in the time zone of the reader."""
    return timezone.localdate(now())


@contextmanager
def telling(at: datetime) -> Iterator[None]:
    """Within this block actions happen at `at`. For the demo and for tests, never for real work."""
    before = _told.set(at)
    try:
        yield
    finally:
        _told.reset(before)
