"""The matching engine's weights and the catalogue's typical days, as the engine takes them."""

from dataclasses import dataclass
from functools import cache

from reencuentro.engines.matching import Policy
from reencuentro.engines.turnaround import Prior

from . import catalogue, services, vocabularies
from .countries import ORIGIN
from .facts import Sourced, provenance
from .rows import Row, read_yaml

FILE = "policy.yaml"


@dataclass(frozen=True)
class Joining:
    """What holds for people who join: days, and what is assumed of them until they say otherwise."""

    start_speed_kmh: float
    ask_first: frozenset[str]  # codes of the vocabulary safety_categories
    answer_days: int
    keep_days: int


@dataclass(frozen=True)
class Asking:
    """Who can be asked, and how often. Days and weeks in whole numbers; `acceptance_weight` in answers."""

    cool_down_days: int
    acceptance_mean: float
    acceptance_weight: float
    acceptance_days: int
    silence_weight: float
    use_weeks: int


@dataclass(frozen=True)
class SourcedPolicy(Sourced):
    """``coverage_high_load``: share of the capacity in use, 0 to 1, above which a department is short of people."""

    policy: Policy
    working_day_factor: float
    joining: Joining
    asking: Asking
    coverage_high_load: float


def policy() -> Policy:
    return sourced().policy


def asking() -> Asking:
    return sourced().asking


def _asking(top: Row) -> Asking:
    found = Asking(
        cool_down_days=int(_number(top, "cool_down_days")),
        acceptance_mean=_number(top, "acceptance_mean"),
        acceptance_weight=_number(top, "acceptance_weight"),
        acceptance_days=int(_number(top, "acceptance_days")),
        silence_weight=_number(top, "silence_weight"),
        use_weeks=int(_number(top, "use_weeks")),
    )
    if not 0 < found.acceptance_mean < 1 or not found.acceptance_weight or not found.use_weeks:
        raise top.error("acceptance_mean lies between 0 and 1; acceptance_weight and use_weeks are above 0")
    return found


@cache
def sourced() -> SourcedPolicy:
    """The policy with where it comes from, for the page that shows the weights."""
    top = read_yaml(FILE)
    urgency = {str(name): float(weight) for name, weight in top.mapping("urgency").items()}
    weights = Policy(
        version=top.text("version"),
        urgency=urgency,
        on_time=_number(top, "on_time"),
        speed=_number(top, "speed"),
        speed_scale_days=_number(top, "speed_scale_days"),
        travel_per_hour=_number(top, "travel_per_hour"),
        load=_number(top, "load"),
        decline=_number(top, "decline"),
        waiting_per_day=_number(top, "waiting_per_day"),
        waiting_days=_number(top, "waiting_days"),
        language_preferred=_number(top, "language_preferred"),
        near_tie=_number(top, "near_tie"),
        waiting_alarm_days=_number(top, "waiting_alarm_days"),
        alternatives=int(_number(top, "alternatives")),
        neutral_median_days=_number(top, "neutral_median_days"),
        neutral_sd=_number(top, "neutral_sd"),
        futures=int(_number(top, "futures")),
    )
    found = SourcedPolicy(
        provenance(top),
        weights,
        _number(top, "working_day_factor"),
        joining=_joining(top),
        asking=_asking(top),
        coverage_high_load=_number(top, "coverage_high_load"),
    )
    top.done()
    if set(urgency) != {"critical", "high", "normal"}:
        raise top.error("urgency needs exactly critical, high and normal")
    return found


def joining() -> Joining:
    return sourced().joining


def _joining(top: Row) -> Joining:
    speed = _number(top, "start_speed_kmh")
    ask_first = frozenset(top.texts("ask_first"))
    if not speed:
        raise top.error("start_speed_kmh must be above 0")
    if not ask_first <= {term.code for term in vocabularies.terms("safety_categories")}:
        raise top.error("ask_first names an unknown safety category")
    answer, keep = (int(_number(top, f"application_{name}_days")) for name in ("answer", "keep"))
    return Joining(speed, ask_first, answer, keep)


@cache
def prior() -> Prior:
    """Expert days on day one: the catalogue's typical days, and the policy's neutral ones where it states none."""
    return Prior(_typical_days(), policy().neutral_median_days, policy().neutral_sd)


def _typical_days() -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """(country, kind) to (low, high) in calendar days. A kind may be a document type or a service; a service takes
    its slowest known document.
    """
    days = {
        (entry.country, entry.document): _calendar(entry.typical_days)
        for country in ORIGIN
        for entry in catalogue.documents(country)
    }
    for service in services.all():
        for country in ORIGIN:
            known = [
                days[(country, document)] for document in service.documents if (country, document) in days
            ]
            known = [pair for pair in known if pair[1] is not None]
            if known and (country, service.code) not in days:
                days[(country, service.code)] = max(known, key=lambda pair: pair[1] or 0.0)
    return days


def _calendar(days: catalogue.Days) -> tuple[float | None, float | None]:
    factor = sourced().working_day_factor if days.unit == "working" else 1.0
    low = None if days.low is None else days.low * factor
    return low, None if days.high is None else days.high * factor


def _number(row: Row, key: str) -> float:
    value = row.number(key)
    if value is None or value < 0:
        raise row.error(f"{key} must be a number that is not negative")
    return value
