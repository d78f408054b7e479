"""Who may be asked at all. Hard rules: no score can buy them off, and no output says which one excluded
somebody.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import numpy as np

from . import rows
from .arrays import Bools, Floats
from .rows import Column, Row
from .types import Defender, Pair, Request

Key = TypeVar("Key", bound=Hashable)
Line = TypeVar("Line", Floats, Bools)


def eligible(request: Request, defender: Defender, *, now: datetime) -> bool:
    """One pair by the same rules as a whole day, a slot included."""
    found, columns = rows.rows([request], now)[0], rows.columns([defender], now)
    same_country = found[0].country == columns[0].country != ""
    may = able(found, columns, travel_hours(found, columns), ())[0, 0]
    return bool(same_country and may and columns[0].slots > 0)


def able(requests: Sequence[Row], defenders: Sequence[Column], hours: Floats, bans: Iterable[Pair]) -> Bools:
    """Requests x Defenders of one country: may be asked, slots left aside. ``hours`` as ``travel_hours``
    gives them.
    """
    found = ~np.isnan(hours)
    found &= _per_request([row.required for row in requests], lambda codes: _speaks(codes, defenders))
    found &= _per_request([row.away_from for row in requests], _away_from(defenders))
    found &= np.array([not row.needs_woman for row in requests])[:, None] | np.array(
        [column.woman for column in defenders]
    )
    found &= np.array([column.at_work for column in defenders])
    _bar(found, requests, defenders, bans)
    return found


def travel_hours(requests: Sequence[Row], defenders: Sequence[Column]) -> Floats:
    """Requests x Defenders; not a number = outside the Defender's territory."""
    return _per_request(
        [row.department for row in requests],
        lambda code: np.array([column.hours.get(code, np.nan) if code else np.nan for column in defenders]),
    )


def _per_request(keys: Sequence[Key], line: Callable[[Key], Line]) -> Line:
    """One line for each key. Many requests ask the same: each different line is made once."""
    different = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    table: Line = np.array([line(key) for key in different])
    found: Line = table[[different[key] for key in keys]]
    return found


def _speaks(codes: frozenset[str], defenders: Sequence[Column]) -> Bools:
    return np.array([codes <= column.languages for column in defenders])


def _away_from(
    defenders: Sequence[Column],
) -> Callable[[tuple[frozenset[str], frozenset[str]]], Bools]:
    """Is nobody's base within the excluded places? Defenders share bases: each base is looked at once."""
    different = list(dict.fromkeys(column.bases for column in defenders))
    place = [different.index(column.bases) for column in defenders]

    def line(excluded: tuple[frozenset[str], frozenset[str]]) -> Bools:
        codes = excluded[0] | excluded[1]
        outside = [not any(_within(base, code) for base in bases for code in codes) for bases in different]
        return np.array(outside)[place]

    return line


def _within(base: str, code: str) -> bool:
    """A base code starts with its department's: GT.13.916 lies in GT.13, and not in GT.1."""
    return bool(code) and (base == code or _starts(base, code))


def _starts(base: str, code: str) -> bool:
    return base.startswith(code) and not base[len(code)].isalnum()


def _bar(found: Bools, requests: Sequence[Row], defenders: Sequence[Column], bans: Iterable[Pair]) -> None:
    place = {column.id: number for number, column in enumerate(defenders)}
    line = {row.id: number for number, row in enumerate(requests)}
    for number, row in enumerate(requests):
        barred = [place[id] for id in row.barred if id in place]
        found[number, barred] = False
    for request, defender in bans:
        if request in line and defender in place:
            found[line[request], place[defender]] = False
