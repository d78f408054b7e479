"""What an identity number says, and whether it may be mistyped. A failed check is a warning, never a
block.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..partial_date import InvalidPartialDate, PartialDate

PlaceCodes = Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """``normal``: without separators, in capitals, for storage and comparison.

    ``checksum_ok`` None = the number has no check digit that is published, or could not be computed.
    ``birth_hint`` and ``place_hint`` are what the number claims (place of registration), to compare with
    what people say. Warning codes: bad_format, bad_checksum, bad_checksum_unofficial, impossible_date,
    unknown_place, unknown_department, not_issued.
    """

    kind: str
    normal: str
    format_ok: bool
    checksum_ok: bool | None = None
    birth_hint: PartialDate | None = None
    place_hint: str | None = None
    warnings: tuple[str, ...] = ()


def date_or_none(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except InvalidPartialDate:
        return None


def warnings(**found: bool) -> tuple[str, ...]:
    """The names of what is true, in order."""
    return tuple(code for code, is_so in found.items() if is_so)
