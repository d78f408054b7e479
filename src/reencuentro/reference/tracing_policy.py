"""From which probability tracing speaks, for how long a need to know lasts, how often somebody may search."""

from dataclasses import dataclass
from functools import cache

from .facts import Sourced, provenance
from .rows import Row, read_yaml

FILE = "tracing_policy.yaml"


@dataclass(frozen=True)
class TracingPolicy(Sourced):
    """Probabilities are those of engines.tracing.types.Match, 0 to 1.

    lead_from      a match becomes a lead
    sibling_from   the same for brothers and sisters, and for children of somebody looked for
    door_from      somebody who is entered looks like somebody who is known
    grant_days     whole days for which a need to know holds
    searches_per_hour  of one person: with a request, without, and by entering or changing somebody
    """

    lead_from: float
    sibling_from: float
    door_from: float
    grant_days: int
    searches_per_hour: int

    def least(self, sought: str) -> float:
        """The probability from which a match is a lead, for what is looked for (tracing.states.SOUGHT)."""
        return self.lead_from if sought == "person" else self.sibling_from


@cache
def policy() -> TracingPolicy:
    """Raises ReferenceDataError."""
    top = read_yaml(FILE)
    found = TracingPolicy(
        provenance(top),
        lead_from=_share(top, "lead_from"),
        sibling_from=_share(top, "sibling_from"),
        door_from=_share(top, "door_from"),
        grant_days=_count(top, "grant_days"),
        searches_per_hour=_count(top, "searches_per_hour"),
    )
    top.done()
    return found


def _share(top: Row, key: str) -> float:
    value = top.number(key)
    if value is None or not 0 < value < 1:
        raise top.error(f"{key} must lie between 0 and 1")
    return value


def _count(top: Row, key: str) -> int:
    value = top.whole(key)
    if value is None or value < 1:
        raise top.error(f"{key} must be a whole number of at least 1")
    return value
