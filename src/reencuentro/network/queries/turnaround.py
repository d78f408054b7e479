"""The days from acceptance to delivery: what was observed, and what was learnt from it."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Min

from reencuentro.casework.models import Assignment, Delivery
from reencuentro.engines.turnaround import Observation, Prior, Turnaround, from_json
from reencuentro.network.models import TurnaroundFit
from reencuentro.reference import matching_policy

MOST = 5000  # observations that a fit looks at, the newest ones: registries change, and a fit must end
SECONDS_A_DAY = 86_400
REQUEST = ("request__document", "request__service", "request__country", "request__department")


def current(now: datetime) -> Turnaround | Prior:
    """The newest estimate made until `now`; before there is one, the catalogue's days. One query."""
    fits = TurnaroundFit.objects.filter(made_at__lte=now).values_list("parameters", flat=True)
    text = fits.first()
    return matching_policy.prior() if text is None else _read(text)


@lru_cache(maxsize=2)
def _read(text: str) -> Turnaround | Prior:
    try:
        return from_json(json.loads(text))
    except ValueError:  # written by another version; the worker makes a new one within a day
        return matching_policy.prior()


def observations(now: datetime) -> list[Observation]:
    """The newest pieces of work: delivered after so many days, or still running or stopped after so many. Work of
    erased cases counts too: only codes, ids and times are read. Two queries.
    """
    rows = list(
        Assignment.objects.filter(started_at__lte=now)
        .order_by("-started_at", "pk")
        .values_list("pk", "started_at", "ended_at", "defender_id", *REQUEST, named=True)[:MOST]
    )
    delivered = _first_deliveries([row.pk for row in rows], now)
    return [_observation(row, delivered.get(row.pk), now) for row in rows]


def _first_deliveries(assignments: list[UUID], now: datetime) -> dict[UUID, datetime]:
    """One that was sent back counts: the work was brought, and checking it is not the Defender's time."""
    deliveries = Delivery.objects.filter(assignment__in=assignments, submitted_at__lte=now).order_by()
    return dict(deliveries.values_list("assignment").annotate(Min("submitted_at")))


def _observation(row: Any, delivered: datetime | None, now: datetime) -> Observation:
    until = delivered or min(row.ended_at or now, now)
    return Observation(
        kind=row.request__document or row.request__service,
        country=row.request__country,
        department=row.request__department,
        defender=str(row.defender_id),
        days=(until - row.started_at).total_seconds() / SECONDS_A_DAY,
        delivered=delivered is not None,
    )
