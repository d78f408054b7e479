"""A small line chart as SVG, without a library: colours that hold on white and on black, words at the lines."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 52, 262, 46, 40
GREY = "#808080"
APART = 17  # the least distance between two labels, in pixels


@dataclass(frozen=True)
class Line:
    """Points as (x, y), in order of x."""

    words: str
    colour: str
    points: list[tuple[float, float]]


def chart(lines: list[Line], *, title: str, across: str) -> str:
    """y as a percentage; the axis begins at the ten below the lowest point and ends at 100."""
    xs = sorted({x for line in lines for x, _ in line.points})
    least = int(min(y for line in lines for _, y in line.points) * 10) / 10
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="13" fill="{GREY}">',
            f"<title>{escape(title)}</title>",
            f'<text x="{LEFT}" y="20" font-size="15" font-weight="600">{escape(title)}</text>',
            *_grid(xs, least, across),
            *(_line(line, xs, least) for line in lines),
            *_labels(lines, least),
            "</svg>",
            "",
        ]
    )


def _grid(xs: list[float], least: float, across: str) -> list[str]:
    right = WIDTH - RIGHT
    found = []
    for tenth in range(round(least * 10), 11):
        y = _y(tenth / 10, least)
        found.append(
            f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GREY}" stroke-opacity=".3"/>'
        )
        found.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth * 10} %</text>')
    for x in _apart(xs):
        found.append(f'<text x="{_x(x, xs):.1f}" y="{HEIGHT - 20}" text-anchor="middle">{x:g}</text>')
    found.append(
        f'<text x="{(LEFT + right) / 2:.1f}" y="{HEIGHT - 4}" text-anchor="middle">{escape(across)}</text>'
    )
    return found


def _apart(xs: list[float]) -> list[float]:
    """Those whose numbers have room beside each other."""
    kept = xs[:1]
    kept += [x for before, x in pairwise(xs) if _x(x, xs) - _x(before, xs) > 2 * APART]
    return kept


def _line(line: Line, xs: list[float], least: float) -> str:
    points = " ".join(f"{_x(x, xs):.1f},{_y(y, least):.1f}" for x, y in line.points)
    return (
        f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="2.5" '
        f'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def _labels(lines: list[Line], least: float) -> list[str]:
    """At the right end of each line, pushed down where two would touch."""
    found = []
    lowest = 0.0
    for line in sorted(lines, key=lambda one: -one.points[-1][1]):
        y = max(_y(line.points[-1][1], least), lowest)
        lowest = y + APART
        found.append(
            f'<text x="{WIDTH - RIGHT + 10}" y="{y + 4:.1f}" fill="{line.colour}">{escape(line.words)}</text>'
        )
    return found


def _x(x: float, xs: list[float]) -> float:
    width = max(xs[-1] - xs[0], 1e-9)
    return LEFT + (x - xs[0]) / width * (WIDTH - RIGHT - LEFT)


def _y(y: float, least: float) -> float:
    return TOP + (1 - y) / max(1 - least, 1e-9) * (HEIGHT - BOTTOM - TOP)
