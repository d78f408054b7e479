"""Departments and municipalities of the five countries (GeoNames, CC BY 4.0; see NOTICE).

Codes are those of the file: ``GT.13`` (department) and ``GT.13.916`` (municipality). The last part of a
municipality's code is the registry's own number where the registry numbers its municipalities (Guatemala,
Honduras).
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .countries import ORIGIN
from .facts import provenance
from .rows import ReferenceDataError, Row, index, read_csv, read_yaml

FILE = "places.csv"
COLUMNS = (
    "country",
    "level",
    "code",
    "parent",
    "iso_3166_2",
    "name",
    "lat",
    "lon",
    "precision",
    "other_names",
)
EARTH_RADIUS_KM = 6371.0088

Precision = Literal["town", "mean_of_towns", "none"]


@dataclass(frozen=True)
class Place:
    """``precision``: how the coordinates were found; "none" = there are none, distances use the
    department's.
    """

    country: str
    level: Literal[1, 2]
    code: str
    parent: str
    name: str
    lat: float | None
    lon: float | None
    precision: Precision
    other_names: tuple[str, ...]
    iso_3166_2: str = ""

    def label(self, lang: str) -> str:
        """Place names are not translated; what GeoNames prefixes ("Municipio de") is left out."""
        return self.name.removeprefix("Municipio de ").removeprefix("Municipio ")


def all() -> tuple[Place, ...]:
    return tuple(_by_code().values())


def get(code: str) -> Place:
    """Raises KeyError for an unknown code."""
    return _by_code()[code]


@cache
def departments(country: str) -> tuple[Place, ...]:
    """Level 1 of a country, by name."""
    return _sorted(place for place in all() if place.level == 1 and place.country == country)


@cache
def municipalities(department: str) -> tuple[Place, ...]:
    """Level 2 of a department, by name. Raises KeyError for an unknown department."""
    get(department)
    return _sorted(place for place in all() if place.parent == department)


def department_of(code: str) -> Place:
    """The department that a place lies in (a department lies in itself)."""
    place = get(code)
    return place if place.level == 1 else get(place.parent)


def search(country: str, text: str) -> tuple[Place, ...]:
    """Places of a country whose name or other name holds this text, whole names first; accents and case do
    not matter.
    """
    wanted = _plain(text)
    if not wanted:
        return ()
    found = [
        place for place in all() if place.country == country and any(wanted in name for name in _names(place))
    ]
    return tuple(
        sorted(found, key=lambda place: (wanted not in _names(place), place.level, _plain(place.label("es"))))
    )


def distance_km(one: str, other: str) -> float | None:
    """Great-circle distance between two places, in kilometres; a place without coordinates uses its
    department's.

    None when both lie in the same department and one has no coordinates: nothing is known then.
    """
    a, b = _located(get(one)), _located(get(other))
    if one != other and a == b:
        return None
    return 0.0 if a == b else _haversine(a, b)


@cache
def registry_codes(country: str) -> Mapping[str, str]:
    """From the place part of an identity number to a place code: CUI and DNI 4 digits, CURP 2 letters.

    Empty for a country whose number names no place or whose numbering is not in our data (El Salvador,
    Nicaragua).
    """
    if country == "MX":
        return _curp_states()
    if country in ("GT", "HN"):
        towns = (place for place in all() if place.country == country and place.level == 2)
        return {place.code.rsplit(".", 1)[1].zfill(4): place.code for place in towns}
    return {}


@cache
def _curp_states() -> Mapping[str, str]:
    top = read_yaml("curp_states.yaml")
    provenance(top)
    codes = {str(key): str(value) for key, value in top.mapping("states").items()}
    top.done()
    if sorted(codes.values()) != sorted(place.code for place in departments("MX")):
        raise top.error("the states are not exactly the departments of MX")
    return codes


@cache
def _by_code() -> dict[str, Place]:
    found = index(FILE, map(_place, read_csv(FILE, COLUMNS)), lambda place: place.code)
    for place in found.values():
        if place.level == 2 and place.parent not in found:
            raise ReferenceDataError(FILE, place.code, "its department is missing")
    return found


def _place(row: Row) -> Place:
    text = row.optional_text
    lat, lon = text("lat"), text("lon")
    place = Place(
        country=row.one_of("country", ORIGIN),
        level=cast(Literal[1, 2], int(row.one_of("level", ("1", "2")))),
        code=row.text("code"),
        parent=text("parent"),
        name=row.text("name"),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        precision=cast(Precision, row.one_of("precision", ("town", "mean_of_towns", "none"))),
        other_names=tuple(name for name in text("other_names").split("|") if name),
        iso_3166_2=text("iso_3166_2"),
    )
    row.done()
    if (place.lat is None) != (place.precision == "none") or (place.lat is None) != (place.lon is None):
        raise row.error("coordinates and precision disagree")
    if (place.level == 2) != bool(place.parent):
        raise row.error("level and parent disagree")
    return place


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: _plain(place.label("es"))))


@cache
def _names(place: Place) -> frozenset[str]:
    return frozenset(map(_plain, (place.name, place.label("es"), *place.other_names)))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


def _located(place: Place) -> tuple[float, float]:
    where = place if place.lat is not None else get(place.parent)
    return where.lat or 0.0, where.lon or 0.0


def _haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))
