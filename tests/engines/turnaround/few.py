"""A small invented world for the tests of this folder."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from reencuentro.engines.turnaround import Observation, Prior

NEUTRAL = (21.0, 0.8)
PRIOR = Prior(
    {
        ("GT", "birth"): (2.0, 2.0),
        ("GT", "school"): (5.0, 20.0),
        ("HN", "birth"): (0.0, 3.0),
        ("MX", "birth"): (None, 60.0),
        ("GT", "passport"): (3.0, None),
    },
    *NEUTRAL,
)
DELIA: Any = SimpleNamespace(id="delia")
NOBODY: Any = SimpleNamespace(id="somebody-new")


def asked(kind: str, country: str = "GT", department: str = "GT.08") -> Any:
    return SimpleNamespace(kind=kind, country=country, department=department)


def delivered(days: float, kind: str = "school", defender: str = "delia", **more: Any) -> Observation:
    values = {"country": "GT", "department": "GT.08", "delivered": True} | more
    return Observation(kind=kind, defender=defender, days=days, **values)


def running(days: float, **more: Any) -> Observation:
    return delivered(days, **more, delivered=False)


def many(number: int, *, seed: int, chance: float = 0.5, horizon: float = 1e9) -> list[Observation]:
    """Around 20 days; `slow` ones take twice as long; kinds and departments differ a little. What takes longer than
    `horizon` still runs.
    """
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(number):
        kind, place, who = random.integers(4), random.integers(5), random.integers(8)
        mean = np.log(20) + 0.3 * (kind - 1.5) + 0.1 * (place - 2) + (0.7 if who < 2 else 0.0)
        days = float(np.exp(mean + chance * random.normal()))
        name = f"slow-{who}" if who < 2 else f"usual-{who}"
        seen = {"kind": f"kind-{kind}", "department": f"GT.{place}", "defender": name}
        rows.append(delivered(min(days, horizon), **seen, delivered=days <= horizon))
    return rows
