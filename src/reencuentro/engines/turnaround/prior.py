"""What is believed before anything was delivered: the catalogue's typical days."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np

from .quantiles import Z_90, Numbers
from .types import Asked, Worker

Days = tuple[float | None, float | None]
UNKNOWN: Days = (None, None)
VERSION = 1  # of what is kept as JSON


@dataclass(frozen=True)
class Prior:
    """``days``: (country, kind) to (low, high) in calendar days, None = unknown; read as the 10 % and 90 %
    points of a lognormal. A kind that only other countries know begins at the mean of their log days; one that
    nobody knows at ``neutral_median``; both with ``neutral_sd`` of log days.
    """

    days: Mapping[tuple[str, str], Days]
    neutral_median: float
    neutral_sd: float

    def __post_init__(self) -> None:
        """Raises ValueError unless the neutral days are above 0."""
        if not (0 < self.neutral_median < math.inf and 0 < self.neutral_sd < math.inf):
            raise ValueError("the neutral median and spread must be above 0")

    def predict(self, request: Asked, defender: Worker) -> tuple[float, float]:
        """The catalogue alone, the same for every Defender: the seam of ``Turnaround.predict``."""
        return self.center(request.country, request.kind)

    def predict_many(self, requests: Sequence[Asked], defenders: Sequence[Worker]) -> tuple[Numbers, Numbers]:
        """The same for each request (rows) and each Defender (columns)."""
        rows = np.array([self.center(one.country, one.kind) for one in requests]).reshape(-1, 2)
        shape = (len(rows), len(defenders))
        return np.broadcast_to(rows[:, :1], shape), np.broadcast_to(rows[:, 1:], shape)

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``estimate.from_json``."""
        days = sorted([*key, *plain(days)] for key, days in self.days.items())
        neutral = [self.neutral_median, self.neutral_sd]
        return {"estimate": "catalogue", "version": VERSION, "neutral": neutral, "days": days}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls({(row[0], row[1]): (row[2], row[3]) for row in kept["days"]}, *kept["neutral"])

    def knows(self, country: str, kind: str) -> bool:
        """Whether the catalogue states days at all."""
        return plain(self.days.get((country, kind), UNKNOWN))[1] is not None

    def center(self, country: str, kind: str) -> tuple[float, float]:
        """Mean and standard deviation of log days. Less than a day is read as a day."""
        low, high = plain(self.days.get((country, kind), UNKNOWN))
        if high is None:
            return self._of_other_countries.get(kind, math.log(self.neutral_median)), self.neutral_sd
        top = math.log(max(high, 1.0))
        if low is None:
            return top - Z_90 * self.neutral_sd, self.neutral_sd
        bottom = math.log(max(low, 1.0))
        # A registry's own span says little about distance and queues: never surer than half the neutral
        # spread.
        return (top + bottom) / 2, max((top - bottom) / (2 * Z_90), self.neutral_sd / 2)

    @cached_property
    def _of_other_countries(self) -> dict[str, float]:
        known = defaultdict(list)
        for country, kind in self.days:
            if self.knows(country, kind):
                known[kind].append(self.center(country, kind)[0])
        return {kind: math.fsum(logs) / len(logs) for kind, logs in known.items()}


def plain(days: Days) -> Days:
    """Both ends, None for what could not be days."""
    low, high = days
    return (low if _usable(low) else None), (high if _usable(high) else None)


def _usable(days: float | None) -> bool:
    return days is not None and math.isfinite(days) and days >= 0
