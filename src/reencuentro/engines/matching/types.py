"""What the matching engine takes and gives: ids and plain values, no names and no words of a case."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from ..reasons import Fact, Reason

Urgency = Literal["critical", "high", "normal"]
Pair = tuple[str, str]  # request id, Defender id


@dataclass(frozen=True)
class Policy:
    """The weights, as one readable table. The application reads them from ``reference/data/policy.yaml``,
    which is dated and sourced; a test holds both to the same numbers.

    Points of a pair = urgency x (on_time x P(on time) + speed x exp(-expected days / speed_scale_days))
    - travel_per_hour x hours - load x (own use - mean use of the country)
    - decline x urgency x P(decline) + waiting_per_day x days waited, at most waiting_days
    + language_preferred for each preferred language that the Defender speaks.
    """

    version: str = "2026-11-2"
    urgency: Mapping[str, float] = field(
        default_factory=lambda: {"critical": 4.0, "high": 2.0, "normal": 1.0}
    )
    on_time: float = 0.75
    speed: float = 0.25
    speed_scale_days: float = 45.0
    travel_per_hour: float = 0.01
    load: float = 0.3
    decline: float = 0.05  # share of the request's weight that a lost round of asking costs
    waiting_per_day: float = 0.01  # the same for every Defender: decides between requests only
    waiting_days: float = 7.0
    language_preferred: float = 0.02
    near_tie: float = 0.05  # points between the choice and the next best
    waiting_alarm_days: float = 7.0
    alternatives: int = 3
    neutral_median_days: float = 21.0
    neutral_sd: float = 0.8
    futures: int = 0  # sampled futures of the look-ahead; 0 = today only


@dataclass(frozen=True)
class Request:
    """``department``, ``municipality``: place codes, municipality "" = anywhere in the department.

    ``languages``: ISO 639-3 code to "required" or "preferred"; any other word counts as required. The
    excluded places are where nobody based there may be asked. ``blocked``: Defenders with a conflict; it must
    never show why.
    """

    id: str
    country: str
    department: str = ""
    municipality: str = ""
    kind: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    urgency: Urgency = "normal"
    deadline: date | None = None
    received: datetime | None = None
    exclude_municipalities: Collection[str] = frozenset()
    exclude_departments: Collection[str] = frozenset()
    needs_woman: bool = False
    blocked: Collection[str] = frozenset()
    declined_by: Collection[str] = frozenset()


@dataclass(frozen=True)
class Defender:
    """``base``: place code where the Defender lives and works. ``territory``: department code to travel
    hours.

    ``expertise``: kind to 0-3; kept for the caller, no weight looks at it. ``windows``: (first, last) days on
    which work is taken, empty = always. ``use``: share of the capacity of late that is used, 0 to 1.
    ``acceptance``: (alpha, beta) of a Beta distribution.
    """

    id: str
    country: str
    base: str = ""
    territory: Mapping[str, float] = field(default_factory=dict)
    languages: Collection[str] = frozenset()
    expertise: Mapping[str, int] = field(default_factory=dict)
    slots_left: int = 1
    week_capacity: int = 1
    woman: bool = False
    windows: Collection[tuple[date, date]] = ()
    use: float = 0.0
    acceptance: tuple[float, float] = (1.0, 1.0)


class Turnaround(Protocol):
    """An estimate. One that also has ``predict_many(requests, defenders)``, giving both values as arrays
    (requests x Defenders, or anything that numpy spreads to it), is asked once instead of pair by pair.
    """

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        """Mean and standard deviation of the natural logarithm of days from acceptance to delivery."""


@dataclass(frozen=True)
class Term:
    """One summand of a score. ``points``: a multiple of 2^-32, so that sums are exact in any order."""

    code: str
    points: float
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True)
class Option:
    """``score`` = the sum of the terms' points, exactly; a perfect match for a critical request is near 4.

    ``eta``: days until delivery at 10, 50 and 90 %.
    """

    defender: str
    score: float
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
    """``chosen`` None = nobody, and ``alarm`` says why. ``alternatives``: the best others who are eligible and
    had a slot before this proposal, best first.

    ``pin_cost``: points that all requests of the country together would gain if this pin alone were let go.
    ``group_effect``: why the best one is not chosen: whose slot goes to which request, and what all together
    would lose if the slot were given to this request instead.
    """

    request: str
    chosen: Option | None
    alternatives: tuple[Option, ...]
    excluded: tuple[Excluded, ...]
    pinned: bool
    pin_cost: float
    group_effect: tuple[Reason, ...]
    alarm: tuple[Reason, ...]
    near_tie: bool = False


Pairs = Iterable[Pair] | Mapping[str, str]
