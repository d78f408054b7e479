"""What the matching engine takes and gives: ids and plain values, no names and no words of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from ..reasons import Fact, Reason

Urgency = Literal["critical", "high", "normal"]


@dataclass(frozen=True)
class Request:
    """``department``, ``municipality``: place codes, municipality "" = anywhere in the department.

    ``languages``: ISO 639-3 code to "required" or "preferred". The excluded places are where nobody based
    there may be asked. ``blocked``: Defenders with a conflict; it must never show why.
    """

    id: str
    country: str
    department: str
    municipality: str
    kind: str
    languages: Mapping[str, Literal["required", "preferred"]]
    urgency: Urgency
    deadline: date | None
    received: datetime
    exclude_municipalities: frozenset[str] = frozenset()
    exclude_departments: frozenset[str] = frozenset()
    needs_woman: bool = False
    blocked: frozenset[str] = frozenset()
    declined_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Defender:
    """``base``: place code where the Defender lives and works. ``territory``: department code to travel
    hours.

    ``expertise``: kind to 0-3. ``windows``: (first, last) days on which work is taken, empty = always.
    ``use``: share of the capacity of late that is used, 0 to 1. ``acceptance``: (alpha, beta) of a Beta
    distribution.
    """

    id: str
    country: str
    base: str
    territory: Mapping[str, float]
    languages: frozenset[str]
    expertise: Mapping[str, int] = field(default_factory=dict)
    slots_left: int = 1
    week_capacity: int = 1
    woman: bool = False
    windows: tuple[tuple[date, date], ...] = ()
    use: float = 0.0
    acceptance: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class Policy:
    """The weights, as one readable list. Changed in a data file, under a version, never here."""

    version: str
    urgency: Mapping[str, float]
    on_time: float
    speed: float
    speed_scale_days: float
    travel_per_hour: float
    load: float
    language_preferred: float
    near_tie: int
    waiting_alarm_days: int
    alternatives: int
    neutral_median_days: float
    neutral_sd: float


class Turnaround(Protocol):
    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        """Mean and standard deviation of the natural logarithm of days from acceptance to delivery."""


@dataclass(frozen=True)
class Term:
    """One summand of a score. ``points`` in thousandths, so that sums are exact."""

    code: str
    points: int
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True)
class Option:
    """``score`` in thousandths = the sum of the terms' points. ``eta``: days until delivery at 10, 50 and
    90 %.
    """

    defender: str
    score: int
    terms: tuple[Term, ...]
    p_accept: float
    eta: tuple[float, float, float]


@dataclass(frozen=True)
class Excluded:
    """One flat word for every reason: a list of harmless reasons would show a conflict by its absence."""

    defender: str
    reason: Literal["not_eligible"] = "not_eligible"


@dataclass(frozen=True)
class Suggestion:
    """``chosen`` None = nobody is eligible. ``pin_cost``: thousandths that the coordinator's pin gives up.

    ``group_effect``: why the best one is not chosen: whose slot goes to which request. ``alarm``: what must
    not wait.
    """

    request: str
    chosen: Option | None
    alternatives: tuple[Option, ...]
    excluded: tuple[Excluded, ...]
    pinned: bool
    pin_cost: int
    group_effect: tuple[Reason, ...]
    alarm: tuple[Reason, ...]
    near_tie: bool = False
