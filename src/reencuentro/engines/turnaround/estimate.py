"""What the fit has learnt, and what it says of one request and one Defender."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .design import Effect, doubt, effects_of_request, pair
from .prior import VERSION, Prior
from .quantiles import Numbers
from .table import CHANCE
from .types import Asked, Worker


@dataclass(frozen=True)
class Level:
    """One effect on log days, and how unsure it is."""

    value: float
    sd: float


@dataclass(frozen=True)
class Turnaround:
    """``levels``: what was learnt of each kind, country, … ``spreads``: of each group of the table.
    ``measured``: countries and kinds with enough deliveries.

    An unknown level counts as 0, as unsure as its group is wide: a new Defender is an average one.
    """

    prior: Prior
    levels: Mapping[Effect, Level]
    spreads: Mapping[str, float]
    measured: frozenset[str]
    observations: int

    def knows(self, country: str, kind: str) -> bool:
        """Whether its days are more than a neutral guess: stated by the catalogue, or measured often enough."""
        return self.prior.knows(country, kind) or pair(country, kind) in self.measured

    def predict(self, request: Asked, defender: Worker) -> tuple[float, float]:
        """Mean and standard deviation of log days from acceptance to delivery."""
        mean, variance = self._request(request)
        more, also = self._defender(defender)
        return mean + more, math.sqrt(variance + also)

    def predict_many(self, requests: Sequence[Asked], defenders: Sequence[Worker]) -> tuple[Numbers, Numbers]:
        """The same for each request (rows) and each Defender (columns), to the bit."""
        rows = np.array([self._request(one) for one in requests]).reshape(-1, 2)
        columns = np.array([self._defender(one) for one in defenders]).reshape(-1, 2)
        variance = rows[:, None, 1] + columns[None, :, 1]
        return rows[:, None, 0] + columns[None, :, 0], np.sqrt(variance)

    def as_json(self) -> dict[str, Any]:
        """Plain values, the same for the same estimate; ``from_json`` makes of them what predicts the same to the
        bit.
        """
        return {
            "estimate": "learnt",
            "version": VERSION,
            "prior": self.prior.as_json(),
            "levels": sorted([*effect, level.value, level.sd] for effect, level in self.levels.items()),
            "spreads": dict(self.spreads),
            "measured": sorted(self.measured),
            "observations": self.observations,
        }

    def _request(self, request: Asked) -> tuple[float, float]:
        mean, _sd = self.prior.center(request.country, request.kind)
        variance = self.spreads[CHANCE] ** 2
        for effect in effects_of_request(request):
            level = self._level(effect)
            mean, variance = mean + level.value, variance + level.sd**2
        return mean, variance

    def _defender(self, defender: Worker) -> tuple[float, float]:
        level = self._level(("defender", defender.id))
        return level.value, level.sd**2

    def _level(self, effect: Effect) -> Level:
        known = self.levels.get(effect)
        return known or Level(0.0, self.spreads[effect[0]] * doubt(effect, self.prior))


def from_json(kept: Mapping[str, Any]) -> Turnaround | Prior:
    """What ``as_json`` of an estimate or of a prior gave. Raises ValueError for what another version wrote."""
    if kept.get("version") != VERSION:
        raise ValueError(f"an estimate of version {kept.get('version')}, not {VERSION}")
    if kept["estimate"] == "catalogue":
        return Prior.from_json(kept)
    return Turnaround(
        prior=Prior.from_json(kept["prior"]),
        levels={(group, key): Level(value, sd) for group, key, value, sd in kept["levels"]},
        spreads=kept["spreads"],
        measured=frozenset(kept["measured"]),
        observations=kept["observations"],
    )
