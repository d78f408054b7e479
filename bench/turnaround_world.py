"""Invented worlds in which days from acceptance to delivery are drawn from known causes.

Nothing here is taken from the engine: how strong each cause is differs from world to world, and the catalogue errs.
There are three sorts of worlds: "normal"; "heavy", where chance has the tails of Student's t with 4 degrees of freedom
instead of the normal's; "alike", where countries and kinds differ far less than the catalogue says. How far kinds
differ (about 0.75 in log days), how far one kind differs between countries (about 0.65) and what share of them the
catalogue knows (40 of 99) are those of the project's catalogue in November 2026. Nobody has measured the other causes
yet: departments, Defenders and chance are guesses of ours.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from reencuentro.engines.turnaround import Observation, Prior

COUNTRIES = ("GT", "HN", "SV", "MX", "NI")
KINDS = tuple(f"kind-{number}" for number in range(16))
DEPARTMENTS = tuple((country, f"{country}.{number:02}") for country in COUNTRIES for number in range(10))
DEFENDERS = tuple((country, f"{country}-d{number}") for country in COUNTRIES for number in range(12))
KNOWN = 0.4  # share of countries and kinds whose days the catalogue states
STOPPED = 0.08  # share of work that ends without a delivery
DAYS_OF_HISTORY = 300
SORTS = ("normal", "heavy", "alike")


@dataclass(frozen=True)
class Work:
    """One piece of work and how many days it really takes, however long that is. `left`: days until its deadline."""

    kind: str
    country: str
    department: str
    id: str  # the Defender's: the same object serves as request and as Defender
    days: float
    left: float


class World:
    def __init__(self, seed: int, sort: str) -> None:
        self.random, self.heavy = np.random.default_rng(seed), sort == "heavy"
        kinds, pairs = ((0.3, 0.7), (0.1, 0.4)) if sort == "alike" else ((0.5, 0.9), (0.4, 0.8))
        self.kind = self._effects(KINDS, *kinds)
        self.country = self._effects(COUNTRIES, 0.1, 0.3)
        self.pair = self._effects([(c, k) for c in COUNTRIES for k in KINDS], *pairs)
        self.department = self._effects([code for _country, code in DEPARTMENTS], 0.1, 0.4)
        self.defender = self._effects([one for _country, one in DEFENDERS], 0.15, 0.5)
        self.base = np.log(self.random.uniform(12, 30))
        self.chance = self.random.uniform(0.45, 0.8)
        self.often = {many: self.random.dirichlet(np.full(many, 0.8)) for many in (len(KINDS), 10, 12)}

    def _effects(self, keys: Any, least: float, most: float) -> dict[Any, float]:
        spread = self.random.uniform(least, most)
        return {key: float(self.random.normal(0, spread)) for key in keys}

    def catalogue(self) -> Prior:
        """Typical days of some countries and kinds, all off by a common factor and each by its own."""
        common, days = self.random.normal(0, 0.3), {}
        for (country, kind), pair in self.pair.items():
            if self.random.random() < KNOWN:
                middle = self._middle(country, kind) + pair + common + self.random.normal(0, 0.35)
                wide = self.random.uniform(0.3, 1.0)
                days[country, kind] = (float(np.exp(middle - wide)), float(np.exp(middle + wide)))
        return Prior(days, 21.0, 0.8)

    def _middle(self, country: str, kind: str) -> float:
        return float(self.base + self.kind[kind] + self.country[country])

    def work(self, many: int) -> list[Work]:
        return [self._one() for _ in range(many)]

    def _one(self) -> Work:
        country = str(self.random.choice(COUNTRIES))
        kind = KINDS[self._pick(len(KINDS))]
        department = [code for home, code in DEPARTMENTS if home == country][self._pick(10)]
        defender = [one for home, one in DEFENDERS if home == country][self._pick(12)]
        left = float(np.exp(self.random.normal(np.log(25), 0.8)))
        work = Work(kind, country, department, defender, 0.0, left)
        return replace(work, days=float(np.exp(self.mean(work) + self.chance * self._noise())))

    def mean(self, work: Work) -> float:
        """True mean of log days."""
        place = self.pair[work.country, work.kind] + self.department[work.department]
        return self._middle(work.country, work.kind) + place + self.defender[work.id]

    @property
    def spread(self) -> float:
        """Standard deviation of chance; that of Student's t with 4 degrees of freedom is the root of 2."""
        return float(self.chance * (np.sqrt(2) if self.heavy else 1))

    def _pick(self, many: int) -> int:
        return int(self.random.choice(many, p=self.often[many]))

    def _noise(self) -> float:
        return float(self.random.standard_t(4) if self.heavy else self.random.normal())

    def observed(self, many: int) -> list[Observation]:
        """As the house sees it today: what began lately still runs, and some work was stopped."""
        return [self._seen(one) for one in self.work(many)]

    def _seen(self, one: Work) -> Observation:
        ends = self.random.uniform(0, DAYS_OF_HISTORY)  # today, counted from the day it began
        if self.random.random() < STOPPED:
            ends = min(ends, self.random.exponential(30))
        return Observation(
            one.kind, one.country, one.department, one.id, min(one.days, ends), one.days <= ends
        )
