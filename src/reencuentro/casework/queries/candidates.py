"""Which Defenders could be asked, ranked with reasons: rows become plain values for the engine, and back."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.casework.models import Offer, Request
from reencuentro.engines import matching

LIVING_WORK = Q(user__assignments__state__in=["working", "delivered"])


@dataclass(frozen=True)
class Candidates:
    """The engine's suggestion for one request, with the people it speaks of."""

    suggestion: matching.Suggestion
    people: dict[str, User]

    def ranking(self) -> dict[str, Any]:
        """What is kept with the offer: ids, scores and terms, and a hash of all of it. No names."""
        options = [self.suggestion.chosen, *self.suggestion.alternatives] if self.suggestion.chosen else []
        seen = [
            {"defender": o.defender, "score": str(o.score), "terms": [asdict(t) for t in o.terms]}
            for o in options
        ]
        text = json.dumps(seen, sort_keys=True, default=str)
        return {"options": json.loads(text), "hash": hashlib.sha256(text.encode()).hexdigest()}


def candidates(request: Request, now: datetime) -> Candidates:
    """Rank the network for this request. Four queries, whatever the size of the network."""
    profiles = list(_profiles(request.country))
    suggestion = matching.suggest(
        [as_engine_request(request)], [as_engine_defender(p, now.date()) for p in profiles], now=now
    )[0]
    return Candidates(suggestion=suggestion, people={str(p.user_id): p.user for p in profiles})


def _profiles(country: str) -> Iterable[DefenderProfile]:
    return (
        DefenderProfile.objects.filter(country=country, paused=False, user__is_active=True)
        .select_related("user", "user__box")
        .annotate(open_work=Count("user__assignments", filter=LIVING_WORK, distinct=True))
        .order_by("user_id")
    )


def as_engine_request(request: Request) -> matching.Request:
    declined = Offer.objects.filter(request=request, state__in=["declined", "expired", "withdrawn"])
    return matching.Request(
        id=str(request.pk),
        country=request.country,
        department=request.department,
        municipality="",
        kind=request.document or request.service,
        languages={language["code"]: language["level"] for language in request.languages},
        urgency=request.urgency or "normal",
        deadline=request.needed_by,
        received=request.asked_at.date(),
        exclude_municipalities=frozenset(),
        exclude_departments=frozenset(request.excluded_departments),
        needs_woman=request.needs_woman,
        blocked=frozenset(),
        declined_by=frozenset(str(pk) for pk in declined.values_list("defender_id", flat=True)),
    )


def as_engine_defender(profile: Any, today: date) -> matching.Defender:
    open_work = profile.open_work
    capacity = profile.weekly_capacity
    away = profile.is_away(today)
    return matching.Defender(
        id=str(profile.user_id),
        country=profile.country,
        base="",
        territory=profile.departments,
        languages=frozenset(profile.languages),
        expertise=profile.expertise,
        slots_left=0 if away else max(0, capacity - open_work),
        week_capacity=capacity,
        woman=bool(profile.woman),
        windows=(),
        use=min(1.0, open_work / capacity) if capacity else 1.0,
        acceptance=(1.0, 1.0),
    )


def known_candidate(request: Request, defender_id: UUID, now: datetime) -> User | None:
    """The Defender if the engine finds them eligible for this request now."""
    found = candidates(request, now)
    option_ids = {
        o.defender
        for o in ([found.suggestion.chosen] if found.suggestion.chosen else [])
        + list(found.suggestion.alternatives)
    }
    return found.people.get(str(defender_id)) if str(defender_id) in option_ids else None
