"""Reading values that may be odd. Nothing here raises: an odd value becomes the cautious or the neutral one."""

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any


def word(value: Any) -> str:
    return "" if value is None else str(value)


def words(value: Any) -> frozenset[str]:
    """A set of words from any collection, from one word, or from nothing."""
    if value is None or value == "":
        return frozenset()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return frozenset([str(value)])
    return frozenset(map(str, value))


def mapping(value: Any, otherwise: Any) -> dict[str, Any]:
    """A mapping, or a collection of keys that all mean ``otherwise``."""
    if isinstance(value, Mapping):
        return {str(key): entry for key, entry in value.items()}
    return dict.fromkeys(words(value), otherwise)


def number(value: Any, otherwise: float, least: float, most: float) -> float:
    """Within least and most; ``otherwise`` for what is no number."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return otherwise if math.isnan(found) else min(max(found, least), most)


def pairs(value: Any) -> list[tuple[str, str]]:
    """(request id, Defender id) in the order given; what is no pair is left out."""
    entries = value.items() if isinstance(value, Mapping) else value
    return [(str(first), str(second)) for first, second in couples(entries)]


def couples(value: Any) -> list[tuple[Any, Any]]:
    """Of any collection, what consists of two."""
    if not isinstance(value, Iterable):
        return []
    return [(one[0], one[1]) for one in value if isinstance(one, tuple | list) and len(one) == 2]


def moment(value: Any, zone: Any) -> datetime | None:
    """A point in time in the zone of ``now``; a time without a zone is meant there."""
    if isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        return None
    if value.tzinfo is None:
        return value.replace(tzinfo=zone)
    # A year at the edge of the calendar cannot change its zone.
    return value.astimezone(zone) if 1 < value.year < 9999 else value.replace(tzinfo=zone)


def day(value: Any, zone: Any) -> date | None:
    found = moment(value, zone)
    return found.date() if found else None


def zone_of(now: datetime) -> Any:
    return getattr(now, "tzinfo", None) or UTC


def since(start: datetime | None, now: datetime) -> timedelta:
    """Never negative; nothing if the start is not known."""
    return max(now - start, timedelta()) if start else timedelta()


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
