"""Rows as the plain values that the matching engine takes. Ids only; a constant number of queries."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from reencuentro.accounts.models import DefenderProfile, Role
from reencuentro.casework.models import Request
from reencuentro.casework.queries import askable
from reencuentro.engines import matching
from reencuentro.engines.matching.types import Urgency
from reencuentro.reference import places

LIVING_WORK = Q(user__assignments__state__in=["working", "delivered"])
BETWEEN_PLACES = re.compile(r"[,;\n]")


def profiles_in(countries: Iterable[str]) -> QuerySet[DefenderProfile]:
    """The Defenders of these countries who take work at all and have agreed to how, with how much they have in hand."""
    return (
        DefenderProfile.objects.filter(
            country__in=countries,
            paused=False,
            user__is_active=True,
            user__memberships__ended=None,  # who has another role today keeps the profile
            user__memberships__role=Role.DEFENDER,
        )
        .exclude(agreed_version="")
        .select_related("user", "user__box")
        .annotate(open_work=Count("user__assignments", filter=LIVING_WORK, distinct=True))
        .order_by("user_id")
    )


def requests_as_values(
    rows: Sequence[Request], profiles: Sequence[DefenderProfile], now: datetime
) -> list[matching.Request]:
    """In the order of `rows`. `profiles`: everybody who could be asked, as `profiles_in` gives them.

    `blocked` holds everybody who must not be asked, for whatever cause (a conflict, work that they do not take, a
    rest after a "no"), so that nothing downstream can tell one from the other. Seven queries.
    """
    declined, barred = askable.turned_down(rows), askable.barred(rows, profiles, now)
    return [_request(row, _ids(declined[row.pk]), _ids(barred[row.pk])) for row in rows]


def _ids(users: Iterable[Any]) -> frozenset[str]:
    return frozenset(map(str, users))


def _request(row: Request, declined_by: frozenset[str], blocked: frozenset[str]) -> matching.Request:
    return matching.Request(
        id=str(row.pk),
        country=row.country,
        department=row.department,
        municipality="",
        kind=row.document or row.service,
        languages={language["code"]: language["level"] for language in row.languages},
        urgency=cast(Urgency, row.urgency or "normal"),
        deadline=row.needed_by,
        received=row.asked_at,
        exclude_municipalities=excluded_municipalities(row.country, row.excluded_places),
        exclude_departments=frozenset(row.excluded_departments),
        needs_woman=row.needs_woman,
        blocked=blocked,
        declined_by=declined_by,
    )


def excluded_municipalities(country: str, words: str) -> frozenset[str]:
    """Municipalities whose whole name stands among the places that the advocate excluded in words."""
    named = _municipalities(country)
    parts = {place.strip().casefold() for place in BETWEEN_PLACES.split(words)}
    return frozenset(code for part in parts for code in named.get(part, ()))


@cache
def _municipalities(country: str) -> dict[str, tuple[str, ...]]:
    """Codes by name; several municipalities may share one, and then all of them are excluded."""
    found: dict[str, tuple[str, ...]] = {}
    for place in places.all():
        if place.level == 2 and place.country == country:
            name = place.label("es").casefold()
            found[name] = (*found.get(name, ()), place.code)
    return found


def defenders_as_values(profiles: Sequence[Any], today: date) -> list[matching.Defender]:
    """`profiles` as `profiles_in` gives them. Four queries."""
    ids = [profile.user_id for profile in profiles]
    loads, records = askable.loads(ids, today), askable.records(ids, today)
    return [
        _defender(profile, today, loads[profile.user_id], records.get(profile.user_id, askable.Record()))
        for profile in profiles
    ]


def _defender(profile: Any, today: date, load: askable.Load, record: askable.Record) -> matching.Defender:
    capacity = profile.weekly_capacity
    return matching.Defender(
        id=str(profile.user_id),
        country=profile.country,
        base=profile.base_or_nearest(),
        territory=profile.hours(),
        languages=profile.spoken(),
        expertise=profile.expertise,
        slots_left=max(0, capacity - load.slots_used) if profile.takes_work_on(today) else 0,
        week_capacity=capacity,
        woman=bool(profile.woman),
        windows=(),
        use=load.use(capacity),
        acceptance=record.beta,
    )
