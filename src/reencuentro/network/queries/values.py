"""Rows as the plain values that the matching engine takes. Ids only; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from reencuentro.accounts.models import DefenderProfile
from reencuentro.casework.models import Offer, Request
from reencuentro.engines import matching
from reencuentro.engines.matching.types import Urgency

LIVING_WORK = Q(user__assignments__state__in=["working", "delivered"])
OVER = ["declined", "expired", "withdrawn"]
SPEAKS = 2  # from this level on somebody can work in a language; 1 is a few words


def profiles_in(countries: Iterable[str]) -> QuerySet[DefenderProfile]:
    """The Defenders of these countries who take work at all, with how much they have in hand."""
    return (
        DefenderProfile.objects.filter(country__in=countries, paused=False, user__is_active=True)
        .select_related("user", "user__box")
        .annotate(open_work=Count("user__assignments", filter=LIVING_WORK, distinct=True))
        .order_by("user_id")
    )


def requests_as_values(rows: Sequence[Request]) -> list[matching.Request]:
    """In the order of `rows`."""
    declined: dict[Any, set[str]] = defaultdict(set)
    offers = Offer.objects.filter(request__in=rows, state__in=OVER).order_by()
    for request, defender in offers.values_list("request_id", "defender_id"):
        declined[request].add(str(defender))
    return [_request(row, frozenset(declined[row.pk])) for row in rows]


def _request(row: Request, declined_by: frozenset[str]) -> matching.Request:
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
        exclude_municipalities=frozenset(),
        exclude_departments=frozenset(row.excluded_departments),
        needs_woman=row.needs_woman,
        blocked=frozenset(),
        declined_by=declined_by,
    )


def defenders_as_values(profiles: Iterable[Any], today: date) -> list[matching.Defender]:
    """`profiles` as `profiles_in` gives them."""
    return [_defender(profile, today) for profile in profiles]


def _defender(profile: Any, today: date) -> matching.Defender:
    open_work = profile.open_work
    capacity = profile.weekly_capacity
    away = profile.is_away(today)
    return matching.Defender(
        id=str(profile.user_id),
        country=profile.country,
        base=_base(profile),
        territory=profile.departments,
        languages=frozenset(code for code, level in profile.languages.items() if level >= SPEAKS),
        expertise=profile.expertise,
        slots_left=0 if away else max(0, capacity - open_work),
        week_capacity=capacity,
        woman=bool(profile.woman),
        windows=(),
        use=min(1.0, open_work / capacity) if capacity else 1.0,
        acceptance=(1.0, 1.0),
    )


def _base(profile: Any) -> str:
    """The department that is nearest to a Defender is where they live: no excluded department may be theirs."""
    hours = profile.departments
    return min(hours, key=lambda code: (hours[code], code)) if hours else ""
