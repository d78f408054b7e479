"""Random days: small networks with everything that a rule looks at, and now and then something odd."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reencuentro.engines.matching import Defender, Request

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COUNTRIES = ("GT", "HN")
LANGUAGES = ("spa", "mam", "kek")
ODD = (None, "", "?", -3, 10**12, float("nan"), float("inf"), (), frozenset(), "2026-02-31")


@dataclass(frozen=True)
class Instance:
    requests: list[Request]
    defenders: list[Defender]
    pins: list[tuple[str, str]]
    bans: frozenset[tuple[str, str]]


def instance(draw: random.Random, most_requests: int = 9, most_defenders: int = 6) -> Instance:
    requests = [_request(draw, number) for number in range(draw.randint(0, most_requests))]
    defenders = [_defender(draw, number) for number in range(draw.randint(0, most_defenders))]
    pairs = [(one.id, other.id) for one in requests for other in defenders]
    few = [pair for pair in pairs if draw.random() < 0.08]
    draw.shuffle(few)
    bans = frozenset(pair for pair in pairs if draw.random() < 0.03)
    return Instance(requests, defenders, few if draw.random() < 0.5 else [], bans)


def odd(draw: random.Random, day: Instance) -> Instance:
    """The same day with odd values in some fields, ids listed twice, and pins and bans that are no pairs."""
    requests = [_spoiled(draw, one, ("id", "country")) for one in day.requests]
    defenders = [_spoiled(draw, one, ("id", "country")) for one in day.defenders]
    requests += requests[:1] if draw.random() < 0.3 else []
    defenders += defenders[:1] if draw.random() < 0.3 else []
    nonsense: Any = [("nobody", "nowhere"), (), "x", None]
    return Instance(requests, defenders, [*day.pins, *nonsense], day.bans)


def _spoiled(draw: random.Random, one: Any, keep: tuple[str, ...]) -> Any:
    names = [name for name in vars(one) if name not in keep]
    return replace(one, **{name: draw.choice(ODD) for name in names if draw.random() < 0.1})


def _department(draw: random.Random, country: str) -> str:
    return f"{country}.{draw.randint(1, 3):02d}"


def _request(draw: random.Random, number: int) -> Request:
    country = draw.choice(COUNTRIES) if draw.random() < 0.3 else "GT"
    return Request(
        id=f"r{number}",
        country=country,
        department=_department(draw, country),
        municipality=draw.choice(["", f"{country}.01.5"]),
        kind=draw.choice(["a", "b"]),
        languages={code: draw.choice(["required", "preferred"]) for code in LANGUAGES if draw.random() < 0.2},
        urgency=draw.choice(["critical", "high", "normal"]),
        deadline=NOW.date() + timedelta(days=draw.randint(-3, 60)) if draw.random() < 0.7 else None,
        received=NOW - timedelta(hours=draw.randint(0, 300)),
        exclude_municipalities=frozenset({"GT.01.5"} if draw.random() < 0.1 else ()),
        exclude_departments=frozenset({"GT.02"} if draw.random() < 0.1 else ()),
        needs_woman=draw.random() < 0.2,
        blocked=_some(draw),
        declined_by=_some(draw),
    )


def _some(draw: random.Random) -> frozenset[str]:
    return frozenset(f"d{number}" for number in range(6) if draw.random() < 0.05)


def _defender(draw: random.Random, number: int) -> Defender:
    country = draw.choice(COUNTRIES) if draw.random() < 0.3 else "GT"
    reach = {_department(draw, country): draw.choice([0.0, 0.5, 2.0, 7.3, 150.0]) for _one in range(3)}
    first = NOW.date() + timedelta(days=draw.randint(-9, 2))
    return Defender(
        id=f"d{number}",
        country=country,
        base=f"{country}.{draw.randint(1, 3):02d}.{draw.randint(5, 6)}",
        territory=reach,
        languages=frozenset(code for code in LANGUAGES if draw.random() < 0.7),
        expertise={"a": draw.randint(0, 3)},
        slots_left=draw.choice([-1, 0, 1, 1, 2, 3, 10**9]),
        week_capacity=draw.randint(0, 5),
        woman=draw.random() < 0.5,
        windows=((first, first + timedelta(days=6)),) if draw.random() < 0.2 else (),
        use=draw.choice([0.0, 0.25, 0.5, 1.0]),
        acceptance=draw.choice([(1.0, 1.0), (3.0, 1.0), (1.0, 8.0)]),
    )
