"""What keeps a child in custody: the closed list behind "What stands between a child and release"."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .facts import Provenance, Sourced, provenance
from .rows import Label, Row, index, read_yaml

FILE = "obstacles.yaml"

AbroadHelp = Literal["yes", "partly", "no"]


@dataclass(frozen=True)
class Obstacle(Sourced):
    """``label`` is the task, verb first; ``what`` the obstacle itself; ``abroad`` what a Defender can
    obtain.
    """

    code: str
    labels: Label
    what: Label
    abroad: Label
    limits: Label | None
    abroad_can_help: AbroadHelp

    def label(self, lang: str) -> str:
        return self.labels(lang)


def all() -> tuple[Obstacle, ...]:
    return tuple(_by_code().values())


def get(code: str) -> Obstacle:
    """Raises KeyError for a code that is not in the vocabulary."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, Obstacle]:
    top = read_yaml(FILE)
    head = provenance(top)
    found = index(
        FILE, (_obstacle(row, head) for row in top.rows("obstacles")), lambda obstacle: obstacle.code
    )
    top.done()
    return found


def _obstacle(row: Row, head: Provenance) -> Obstacle:
    obstacle = Obstacle(
        head,
        row.text("code"),
        row.label(),
        row.label("what"),
        row.label("abroad"),
        row.optional_label("limits"),
        cast(AbroadHelp, row.one_of("abroad_can_help", ("yes", "partly", "no"))),
    )
    row.done()
    return obstacle
