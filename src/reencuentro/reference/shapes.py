"""Outlines of the departments, for maps drawn on the server (Natural Earth, public domain; see NOTICE).

Each country has a sheet of its own: whole units from its upper left corner. Made by tools/shapes.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from . import places
from .countries import ORIGIN
from .facts import Sourced, provenance
from .rows import Row, index, read_yaml

FILE = "shapes.yaml"
# Only what tools/shapes.py writes: it stands in the page as it is, so nothing else may get in.
PATH = re.compile(r"(M-?\d+ -?\d+l[-\d ]+z)+", re.ASCII)


@dataclass(frozen=True)
class Shape:
    """``path``: the ``d`` of an SVG path. ``x``, ``y``, ``radius``: the largest circle inside, for a figure."""

    code: str
    path: str
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Sheet:
    """The map of one country, ``width`` by ``height`` units, with its departments by code."""

    country: str
    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Atlas(Sourced):
    sheets: Mapping[str, Sheet]


def sheet(country: str) -> Sheet:
    """Raises KeyError for a country that is none of the five."""
    return atlas().sheets[country]


@cache
def atlas() -> Atlas:
    """All five sheets. Every department of places.csv has exactly one shape, and nothing else has one."""
    top = read_yaml(FILE)
    sizes = top.mapping("sheets")
    found = index(FILE, map(_shape, top.rows("shapes")), lambda shape: shape.code)
    known = {place.code for country in ORIGIN for place in places.departments(country)}
    if set(found) != known or set(sizes) != set(ORIGIN):
        raise top.error("the shapes are not exactly the departments of the five countries")
    sheets = {country: _sheet(country, sizes[country], found) for country in ORIGIN}
    all_of_it = Atlas(provenance(top), sheets)
    top.done()
    return all_of_it


def _sheet(country: str, size: list[int], shapes: Mapping[str, Shape]) -> Sheet:
    width, height = size
    own = tuple(shape for code, shape in sorted(shapes.items()) if code.startswith(f"{country}."))
    return Sheet(country, width, height, own)


def _shape(row: Row) -> Shape:
    label = row.wholes("label")
    shape = Shape(row.text("code"), row.text("path"), *label) if len(label) == 3 else None
    if shape is None or not PATH.fullmatch(shape.path):
        raise row.error("label or path are wrong")
    row.done()
    return shape
