"""What a Defender agrees to before anything else: a text with a version, in both languages."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reencuentro.engines.partial_date import PartialDate

from .rows import Label, Row, read_yaml

FILE = "agreement.yaml"


@dataclass(frozen=True)
class Point:
    title: Label
    text: Label


@dataclass(frozen=True)
class Agreement:
    """`status` is "draft" until counsel has reviewed the text."""

    version: str
    as_of: PartialDate | None
    status: Literal["draft", "reviewed"]
    points: tuple[Point, ...]

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"


@cache
def current() -> Agreement:
    top = read_yaml(FILE)
    found = Agreement(
        version=top.text("version"),
        as_of=top.as_of(),
        status=cast(Literal["draft", "reviewed"], top.one_of("status", ("draft", "reviewed"))),
        points=tuple(map(_point, top.rows("points"))),
    )
    top.done()
    if not found.points or len(found.version) > 20:
        raise top.error("an agreement needs points, and a version of at most 20 characters")
    return found


def _point(row: Row) -> Point:
    found = Point(row.label("title"), row.label("text"))
    row.done()
    return found
