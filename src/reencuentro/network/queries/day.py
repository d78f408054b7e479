"""All that the engine needs for one day's proposal, read from the database in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.models import Request
from reencuentro.casework.queries.inbox import requests_by_clock
from reencuentro.engines import matching
from reencuentro.network.models import Wish
from reencuentro.reference.countries import ORIGIN

from . import policy, turnaround
from .values import defenders_as_values, profiles_in, requests_as_values

Pair = tuple[str, str]


@dataclass(frozen=True)
class Day:
    """Inputs of one run of the engine. Ids only."""

    requests: Sequence[matching.Request]
    defenders: Sequence[matching.Defender]
    now: datetime
    policy: matching.Policy
    turnaround: matching.Turnaround
    pins: Sequence[Pair] = ()
    bans: frozenset[Pair] = frozenset()
    seed: int = 0

    @property
    def pairs(self) -> int:
        return len(self.requests) * len(self.defenders)

    def suggest(self) -> list[matching.Suggestion]:
        """In the order of `requests`."""
        return matching.suggest(self.requests, self.defenders, **self.settings)

    def why_not(self, request: str, defender: str) -> matching.WhyNot:
        """What stands against this Defender for this request; "not_eligible" for every cause that excludes."""
        return matching.why_not(self.requests, self.defenders, request, defender, **self.settings)

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "now": self.now,
            "policy": self.policy,
            "pins": self.pins,
            "bans": self.bans,
            "turnaround": self.turnaround,
        }

    def under(self, other: matching.Policy) -> "Day":
        """The same day with other weights."""
        return replace(self, policy=other)


def waiting(user: User) -> QuerySet[Request]:
    """Requests that wait for a Defender, in the order of the desk: critical first, then by clock."""
    return requests_by_clock(user).filter(state="reviewed")


def how_many_pairs(user: User) -> int:
    """An upper bound of what the engine would have to weigh. Two queries that open nothing."""
    countries = list(waiting(user).order_by().values_list("country", flat=True))
    return len(countries) * profiles_in(set(countries)).count()


def of_today(rows: Sequence[Request], now: datetime) -> Day:
    """The day of these requests and of all Defenders of their countries."""
    return _day(rows, profiles_in({row.country for row in rows}), now)


def of_country(user: User, country: str, now: datetime) -> Day:
    """Everything that waits in one country; countries never mix, so this is all that a line depends on."""
    return _day(list(waiting(user).filter(country=country)), profiles_in([country]), now)


def with_only(rows: Sequence[Request], defenders: Iterable[Any], now: datetime) -> Day:
    """These requests and none but these Defenders (ids): who of them can still be asked?"""
    countries = {row.country for row in rows}
    return _day(rows, profiles_in(countries).filter(user_id__in=set(defenders)), now)


def _day(rows: Sequence[Request], found: Iterable[Any], now: datetime) -> Day:
    profiles = list(found)
    pins, bans = wishes_of(rows)
    return Day(
        requests=requests_as_values(rows, profiles, now),
        defenders=defenders_as_values(profiles, timezone.localdate(now)),
        now=now,
        policy=policy.current(),
        turnaround=turnaround.current(now),
        pins=pins,
        bans=bans,
    )


def wishes_of(rows: Sequence[Request]) -> tuple[list[Pair], frozenset[Pair]]:
    """(pins, the earliest first; bans) of these requests."""
    found: dict[str, list[Pair]] = defaultdict(list)
    living = Wish.objects.filter(request__in=rows, ended_at=None)
    for kind, request, defender in living.values_list("kind", "request_id", "defender_id"):
        found[kind].append((str(request), str(defender)))
    return found[Wish.Kind.PIN], frozenset(found[Wish.Kind.BAN])


def of_everything(now: datetime) -> Day:
    """All that waits and all Defenders of the countries of origin; for counts only, so nobody's view limits it."""
    rows = Request.objects.filter(state="reviewed", case__state="open", case__erased_at=None)
    return _day(list(rows.order_by("asked_at", "pk")), profiles_in(ORIGIN), now)
