"""A family as a genogram, in the usual signs: square man, circle woman, diamond unknown; the child has a
double outline; a cross for who has died. A solid line is proved by a record, a dashed one is claimed.

The same is said in words below the picture, and the picture is hidden from screen readers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kin_lines import COLUMN, PER_ROW, SHAPE, WIDTH, Line, between, down, lanes

Sex = Literal["male", "female", "unknown"]

LINE = 17
HEAD = 28  # room for a bracket above the first row
NAME_LINES, SUB_LINES, LINE_LENGTH = 2, 1, 12
LABEL = (NAME_LINES + SUB_LINES) * LINE + 6
ROW = SHAPE + LABEL + 52

KINDS = {
    "biological": "",
    "step": gettext_lazy("step"),
    "adoptive": gettext_lazy("adoptive"),
    "guardian": gettext_lazy("guardian"),
    "raised_by": gettext_lazy("raised by"),
    "married": "",
}


@dataclass(frozen=True)
class Kin:
    """One person. `generation` 0 is the oldest shown; `sub` is a short line below the name, e.g. "aunt"."""

    key: str
    name: str
    generation: int
    sub: str = ""
    sex: Sex = "unknown"
    is_child: bool = False
    deceased: bool = False


@dataclass(frozen=True)
class Tie:
    """`elder` to `younger` (keys of two Kin); within one generation it is drawn as a couple or siblings."""

    elder: str
    younger: str
    kind: str = "biological"
    proved: bool = False


@dataclass(frozen=True)
class Node:
    kin: Kin
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def label_y(self) -> int:
        return self.y + SHAPE // 2 + LINE

    @property
    def foot(self) -> int:
        """Where a line may leave downwards: below the last line of the label."""
        return self.label_y + (len(self.lines) - (not self.kin.sub)) * LINE + 2

    @property
    def sub_y(self) -> int:
        return self.label_y + len(self.lines) * LINE


@dataclass(frozen=True)
class Edge:
    line: Line
    proved: bool
    word: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def wrap(name: str) -> tuple[str, ...]:
    """At most two lines of about 12 letters; the rest is an ellipsis (the list below says it all)."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE_LENGTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    shown = [_shorten(line) for line in lines[:NAME_LINES]]
    if len(lines) > NAME_LINES:
        shown[-1] = f"{shown[-1][: LINE_LENGTH - 1]}…"
    return tuple(shown)


def _shorten(line: str) -> str:
    return line if len(line) <= LINE_LENGTH + 2 else f"{line[: LINE_LENGTH + 1]}…"


def rows_of(people: Iterable[Kin]) -> list[list[Kin]]:
    """Generations from old to young, each cut into rows of nearly equal length, in the order given."""
    ordered = sorted(people, key=lambda kin: kin.generation)
    rows: list[list[Kin]] = []
    for _generation, group in groupby(ordered, key=lambda kin: kin.generation):
        members = list(group)
        count = -(-len(members) // PER_ROW)
        size = -(-len(members) // count)
        rows += [members[start : start + size] for start in range(0, len(members), size)]
    return rows


def layout(people: Sequence[Kin], ties: Iterable[Tie] = ()) -> Picture:
    """Places everyone. Ties to people who are not shown are left out rather than guessed."""
    rows = rows_of(people)
    nodes: dict[str, Node] = {}
    for index, row in enumerate(rows):
        left = (WIDTH - len(row) * COLUMN) // 2
        for place, kin in enumerate(row):
            x = left + place * COLUMN + COLUMN // 2
            nodes[kin.key] = Node(kin, x, index * ROW + HEAD + SHAPE // 2, wrap(kin.name))
    shown = [tie for tie in ties if tie.elder in nodes and tie.younger in nodes]
    height = max((node.foot for node in nodes.values()), default=0) + 8
    return Picture(WIDTH, height, tuple(nodes.values()), edges_of(shown, nodes))


def edges_of(ties: Sequence[Tie], nodes: dict[str, Node]) -> tuple[Edge, ...]:
    ends = [_older_first(nodes[tie.elder], nodes[tie.younger]) for tie in ties]
    leading_down = sorted((pair for pair in ends if pair[0].y != pair[1].y), key=lambda pair: pair[0].x)
    lane = lanes((upper.kin.key, lower.y) for upper, lower in leading_down)
    berth = lanes((upper.kin.key, lower.kin.key) for upper, lower in leading_down)
    edges = []
    for tie, (upper, lower) in zip(ties, ends, strict=True):
        key = upper.kin.key
        if upper.y == lower.y:
            line = between(upper, lower)
        else:
            line = down(
                upper, lower, nodes.values(), lane=lane[key, lower.y], berth=berth[key, lower.kin.key]
            )
        edges.append(Edge(line, tie.proved, str(KINDS[tie.kind])))
    return tuple(edges)


def _older_first(one: Node, other: Node) -> tuple[Node, Node]:
    return (one, other) if one.y <= other.y else (other, one)


def in_words(people: Sequence[Kin], ties: Iterable[Tie]) -> list[str]:
    """One sentence for each tie, for those who listen to the page."""
    names = {kin.key: f"{kin.name} ({kin.sub})" if kin.sub else kin.name for kin in people}
    said = []
    for tie in ties:
        if tie.elder in names and tie.younger in names:
            proof = _("proved by a record") if tie.proved else _("claimed, not yet proved")
            kind = f", {KINDS[tie.kind]}" if KINDS[tie.kind] else ""
            said.append(f"{names[tie.elder]} – {names[tie.younger]}{kind}: {proof}")
    return said


def genogram(people: Sequence[Kin], ties: Sequence[Tie] = ()) -> SafeString:
    picture = layout(people, ties)
    context = {
        "picture": picture,
        "people": people,
        "said": in_words(people, ties),
        "half": SHAPE // 2,
        "shape": SHAPE,
    }
    return SafeString(render_to_string("ui/components/genogram.html", context))
