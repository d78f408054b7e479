"""What the turnaround engine takes. Ids and codes only."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Observation:
    """One piece of work. ``days`` from acceptance to the first delivery; if not ``delivered``: the days after
    which it was still running, or was stopped. ``""`` = unknown department or Defender.
    """

    kind: str
    country: str
    department: str
    defender: str
    days: float
    delivered: bool


class Asked(Protocol):
    """What of a request matters; ``matching.Request`` has it."""

    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def department(self) -> str | None: ...


class Worker(Protocol):
    """What of a Defender matters; ``matching.Defender`` has it."""

    @property
    def id(self) -> str: ...
