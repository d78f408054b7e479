"""The lines of a genogram: where they run so that they cross no one and two families never share a line."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Goal = TypeVar("Goal", bound=Hashable)

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


def down(elder: Place, younger: Place, others: Iterable[Place], *, lane: float = 0, berth: float = 0) -> Line:
    """From below the elder's name to the younger.

    `lane` keeps the elders of one row of children apart on the way, `berth` those of one child where they arrive.
    """
    passed = [one.x for one in others if elder.y < one.y < younger.y]
    x = channel(elder.x, younger.x, passed)
    bus = younger.y - SHAPE // 2 - 20 + round(lane * LANE)
    land = younger.x + round(berth * LANE)
    detour = f"V{elder.foot + 12 + round(lane * LANE / 2)}H{x}" if x != elder.x else ""
    word_y = bus - 8 if detour else (elder.foot + bus) / 2 + 5
    return Line(f"M{elder.x} {elder.foot}{detour}V{bus}H{land}V{younger.y}", x, word_y)


def channel(start: int, goal: int, passed: Sequence[int]) -> int:
    """The x nearest to `start` (on the side of `goal` first) that no passed person stands in."""
    side = 1 if goal >= start else -1
    half = COLUMN // 2
    steps = [0, side * half, -side * half, side * COLUMN, -side * COLUMN]
    inside = (min(max(start + step, 4), WIDTH - 4) for step in steps)
    return next((x for x in inside if all(abs(x - other) > CLEAR for other in passed)), start)


def lanes(pairs: Iterable[tuple[str, Goal]]) -> Mapping[tuple[str, Goal], float]:
    """For each elder (key) that leads to a goal, its lane: ..., -1, 0, 1, ... around the middle.

    In the order given; give them from left to right, so that their lines do not cross.
    """
    elders: dict[Goal, list[str]] = {}
    for elder, goal in dict.fromkeys(pairs):
        elders.setdefault(goal, []).append(elder)
    return {
        (elder, goal): index % MOST_LANES - (min(len(keys), MOST_LANES) - 1) / 2
        for goal, keys in elders.items()
        for index, elder in enumerate(keys)
    }
