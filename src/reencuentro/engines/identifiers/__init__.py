"""Identity numbers of the five countries: read, compare, warn; never reject."""

import unicodedata
from datetime import date

from .countries import cedula, cui, curp, dni, dui
from .reading import PlaceCodes, Reading

__all__ = ["KINDS", "PlaceCodes", "Reading", "birth_disagrees", "check", "normal_form"]

KINDS = ("CURP", "CUI", "DUI", "DNI", "cedula")


def check(kind: str, text: str, place_codes: PlaceCodes, *, today: date | None = None) -> Reading:
    """Read a number of one of KINDS; any other kind (passport …) is only brought to its normal form.

    ``place_codes`` maps the number's own place part to a place code; empty = no place hint and no warning
    about it.
    """
    normal = normal_form(text)
    if kind == "cedula":
        return cedula(normal, place_codes, today)
    readers = {"CURP": curp, "CUI": cui, "DUI": dui, "DNI": dni}
    if kind not in readers:
        return Reading(kind, normal, bool(normal), None, warnings=() if normal else ("bad_format",))
    return readers[kind](normal, place_codes)


def normal_form(text: str) -> str:
    """Capitals without spaces, hyphens or other separators; accents stay, as Ñ is a letter of its own."""
    return "".join(sign for sign in unicodedata.normalize("NFC", text).upper() if sign.isalnum())


def birth_disagrees(reading: Reading, earliest: date, latest: date) -> bool:
    """True when the number claims a birth outside the stated range: a reason to look for a swapped day and
    month.
    """
    hint = reading.birth_hint
    return hint is not None and (hint.latest() < earliest or hint.earliest() > latest)
