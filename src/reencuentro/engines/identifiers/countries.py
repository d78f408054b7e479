"""The identity number of each country of origin.

Sources: only the CURP's rules are published. The others are community knowledge that agrees across
independent implementations (CUI, DUI: medium certainty) or is weak (cédula: low), which is one more reason
never to reject.
"""

import re
from datetime import date

from stdnum.mx import curp as stdnum_curp

from .reading import PlaceCodes, Reading, date_or_none, warnings

_CURP = re.compile(r"[A-ZÑ]{4}\d{6}[HMX][A-Z]{2}[A-ZÑ]{3}[0-9A-Z]\d", re.ASCII)
_CUI = re.compile(r"\d{13}", re.ASCII)
_DUI = re.compile(r"\d{9}", re.ASCII)
_DNI = re.compile(r"(0[1-9]|1[0-8])\d{11}", re.ASCII)
_CEDULA = re.compile(r"\d{13}[A-HJ-NP-Y]", re.ASCII)

CUI_DEPARTMENTS = 22
CEDULA_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"
CEDULA_FROM_AGE = 15  # applications are taken from 15, cards given at 16


def curp(normal: str, places: PlaceCodes) -> Reading:
    """Mexico. 18 signs: initials, YYMMDD, sex (H, M or X), state, consonants, homonym sign, check digit."""
    if not _CURP.fullmatch(normal):
        return _misshapen("CURP", normal)
    # The homonym sign is a digit for births to 1999 and a letter from 2000.
    century = 1900 if normal[16].isdigit() else 2000
    birth = date_or_none(century + int(normal[4:6]), int(normal[6:8]), int(normal[8:10]))
    # python-stdnum writes Ñ, the 25th sign of the alphabet, as &. Its full validation refuses sex X, so we
    # do not use it.
    right = stdnum_curp.calc_check_digit(normal.replace("Ñ", "&")) == normal[-1]
    state = normal[11:13]
    place = places.get(state)
    return Reading(
        "CURP",
        normal,
        True,
        right,
        birth,
        place,
        warnings(
            bad_checksum=not right,
            impossible_date=birth is None,
            unknown_place=bool(places) and place is None and state != "NE",
        ),
    )


def cui(normal: str, places: PlaceCodes) -> Reading:
    """Guatemala. 8 digits, a check digit (sum of d[i] x (i + 2), modulo 11), department 2, municipality 2."""
    if not _CUI.fullmatch(normal):
        return _misshapen("CUI", normal)
    remainder = sum(int(digit) * weight for weight, digit in enumerate(normal[:8], 2)) % 11
    right = remainder == int(normal[8])
    place = places.get(normal[9:])
    known_department = 1 <= int(normal[9:11]) <= CUI_DEPARTMENTS
    return Reading(
        "CUI",
        normal,
        True,
        right,
        None,
        place,
        warnings(
            bad_checksum=not right,
            not_issued=remainder == 10,
            unknown_department=not known_department,
            unknown_place=known_department and bool(places) and place is None,
        ),
    )


def dui(normal: str, places: PlaceCodes) -> Reading:
    """El Salvador. 8 digits and a check digit: weights 9 down to 2, (10 - sum modulo 10) modulo 10. Names
    no place.
    """
    if not _DUI.fullmatch(normal):
        return _misshapen("DUI", normal)
    total = sum(int(digit) * weight for digit, weight in zip(normal[:8], range(9, 1, -1), strict=True))
    right = (10 - total % 10) % 10 == int(normal[8])
    return Reading("DUI", normal, True, right, None, None, warnings(bad_checksum=not right))


def dni(normal: str, places: PlaceCodes) -> Reading:
    """Honduras. Department 2 (01-18), municipality 2, year of birth 4, sequence 5. No check digit is
    published.
    """
    if not _DNI.fullmatch(normal):
        return _misshapen("DNI", normal)
    birth = date_or_none(int(normal[4:8]))
    place = places.get(normal[:4])
    return Reading(
        "DNI",
        normal,
        True,
        None,
        birth,
        place,
        warnings(impossible_date=birth is None, unknown_place=bool(places) and place is None),
    )


def cedula(normal: str, places: PlaceCodes, today: date | None) -> Reading:
    """Nicaragua. Municipality 3, DDMMYY, sequence 4, letter by a community formula that is not official.

    The number does not say the century: with ``today`` we take the later one that makes the holder old
    enough to have a cédula, without it there is no hint.
    """
    if not _CEDULA.fullmatch(normal):
        return _misshapen("cedula", normal)
    right = CEDULA_LETTERS[int(normal[:13]) % len(CEDULA_LETTERS)] == normal[13]
    day, month, year = int(normal[3:5]), int(normal[5:7]), int(normal[7:9])
    births = [
        born
        for born in (date_or_none(2000 + year, month, day), date_or_none(1900 + year, month, day))
        if born
    ]
    old_enough = [born for born in births if today and born.age_on(today)[1] >= CEDULA_FROM_AGE]
    return Reading(
        "cedula",
        normal,
        True,
        right,
        old_enough[0] if old_enough else None,
        None,
        warnings(bad_checksum_unofficial=not right, impossible_date=not births),
    )


def _misshapen(kind: str, normal: str) -> Reading:
    return Reading(kind, normal, False, None, warnings=("bad_format",))
