"""Small charts drawn on the server. The figures always stand beside the picture as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

SCALE = 1000  # units of a full bar
COLUMN, CHART_HEIGHT = 52, 120
SPARK_WIDTH, SPARK_HEIGHT = 128, 36


@dataclass(frozen=True)
class Bar:
    """`figure` is what is written beside the bar, e.g. "143 days"; tones are those of a tag."""

    label: str
    value: float
    figure: str
    tone: str = ""
    href: str = ""


FILLS = {"": "f-river", "go": "f-river", "wait": "f-marigold", "late": "f-clay", "done": "f-leaf"}


def bars(
    rows: Sequence[Bar], caption: str, threshold: float | None = None, threshold_label: str = ""
) -> SafeString:
    """Bars in a table, in the order given; `threshold` is one line across all of them (e.g. 120 days)."""
    top = max([*(bar.value for bar in rows), threshold or 0, 1])
    drawn = [(bar, round(max(bar.value, 0) / top * SCALE), FILLS[bar.tone]) for bar in rows]
    context = {
        "rows": drawn,
        "caption": caption,
        "threshold_label": threshold_label,
        "mark": None if threshold is None else min(round(threshold / top * SCALE), SCALE - 4),
    }
    return SafeString(render_to_string("ui/components/bars.html", context))


@dataclass(frozen=True)
class Column:
    x: int
    y: int
    height: int
    label: str
    value: int


def columns(values: Sequence[tuple[str, int]], caption: str) -> SafeString:
    """A few columns over time (months, weeks): label and count each."""
    top = max([count for _label, count in values] or [1]) or 1
    drawn = [_column(index, label, count, top) for index, (label, count) in enumerate(values)]
    context = {
        "columns": drawn,
        "caption": caption,
        "width": max(len(values), 1) * COLUMN,
        "middle": COLUMN // 2,
    }
    return SafeString(render_to_string("ui/components/columns.html", context))


def _column(index: int, label: str, count: int, top: int) -> Column:
    height = round(count / top * CHART_HEIGHT)
    return Column(index * COLUMN, 20 + CHART_HEIGHT - height, height, label, count)


def sparkline(values: Sequence[float], in_words: str) -> SafeString:
    """A course at a glance; `in_words` says it to those who listen ("falling from 61 to 44 days")."""
    top, low = max(values, default=1), min(values, default=0)
    step = (SPARK_WIDTH - 8) / max(len(values) - 1, 1)
    points = [
        (
            round(4 + index * step, 1),
            round(SPARK_HEIGHT - 5 - (value - low) / ((top - low) or 1) * (SPARK_HEIGHT - 10), 1),
        )
        for index, value in enumerate(values)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    last = points[-1] if points else (4, SPARK_HEIGHT - 5)
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<polyline class="s-river" stroke-width="2.5" points="{}"/>'
        '<circle class="f-marigold" cx="{}" cy="{}" r="4"/></svg>',
        SPARK_WIDTH, SPARK_HEIGHT, in_words, line, *last,
    )  # fmt: skip
