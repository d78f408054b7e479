"""The lines of a genogram: where they run so that they cross no one and two families never share a line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

COLUMN, SHAPE = 106, 42  # units of the drawing; one unit is one CSS pixel at full size
PER_ROW = 3  # more would be too small to read at 360 px
WIDTH = PER_ROW * COLUMN
LANE = 8  # between two lines that run side by side
MOST_LANES = 5  # as many as fit between two rows
CLEAR = 30  # a line keeps this far from the middle of a person it passes


class Place(Protocol):
    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def foot(self) -> int: ...


@dataclass(frozen=True)
class Line:
    """An SVG path and the point where a word about it may stand."""

    path: str
    word_x: float
    word_y: float


def between(one: Place, other: Place) -> Line:
    """Two people of one row: straight when they are neighbours, else a bracket over those between."""
    middle = (one.x + other.x) / 2
    if abs(one.x - other.x) <= COLUMN:
        return Line(f"M{one.x} {one.y}H{other.x}", middle, one.y - 6)
    top = one.y - SHAPE // 2 - 10
    return Line(f"M{one.x} {one.y}V{top}H{other.x}V{other.y}", middle, top - 4)


def down(elder: Place, younger: Place, lane: float, others: Iterable[Place]) -> Line:
    """From below the elder's name to the younger. `lane` (…-1, 0, 1…) keeps different elders apart."""
    passed = [one.x for one in others if elder.y < one.y < younger.y]
    x = channel(elder.x, younger.x, passed)
    bus = younger.y - SHAPE // 2 - 20 + round(lane * LANE)
    land = younger.x + round(lane * LANE)
    start = f"M{elder.x} {elder.foot}"
    detour = f"V{elder.foot + 12 + round(lane * LANE / 2)}H{x}" if x != elder.x else ""
    return Line(
        f"{start}{detour}V{bus}H{land}V{younger.y}", x, (elder.foot + bus) / 2 + 5 if not detour else bus - 8
    )


def channel(start: int, goal: int, passed: Sequence[int]) -> int:
    """The x nearest to `start` (on the side of `goal` first) that no passed person stands in."""
    side = 1 if goal >= start else -1
    half = COLUMN // 2
    steps = [0, side * half, -side * half, side * COLUMN, -side * COLUMN]
    inside = (min(max(start + step, 4), WIDTH - 4) for step in steps)
    return next((x for x in inside if all(abs(x - other) > CLEAR for other in passed)), start)


def lanes(pairs: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], float]:
    """A lane for each elder that leads to a row (pairs of elder and the row's y).

    The lanes are spread around the middle in the order given; from left to right, so that they do not cross.
    """
    result: dict[tuple[str, int], float] = {}
    for row in {y for _elder, y in pairs}:
        elders = list(dict.fromkeys(elder for elder, y in pairs if y == row))
        shift = (min(len(elders), MOST_LANES) - 1) / 2
        result |= {(elder, row): index % MOST_LANES - shift for index, elder in enumerate(elders)}
    return result
