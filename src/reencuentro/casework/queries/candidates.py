"""Which Defenders could be asked, ranked with reasons: rows become plain values for the engine, and back."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Q

from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.casework.models import Offer, Request
from reencuentro.engines import matching
from reencuentro.engines.matching.types import Urgency
from reencuentro.reference import catalogue, matching_policy, services

LIVING_WORK = Q(user__assignments__state__in=["working", "delivered"])


@dataclass(frozen=True)
class Candidates:
    """The engine's suggestion for one request, with the people it speaks of."""

    suggestion: matching.Suggestion
    people: dict[str, User]

    @property
    def options(self) -> list[matching.Option]:
        """Best first: the engine's choice and the alternatives it shows beside it."""
        chosen = self.suggestion.chosen
        return [chosen, *self.suggestion.alternatives] if chosen else list(self.suggestion.alternatives)

    def ranking(self) -> dict[str, Any]:
        """What is kept with the offer: ids, scores and terms, and a hash of all of it. No names."""
        seen = [
            {"defender": o.defender, "score": str(o.score), "terms": [asdict(t) for t in o.terms]}
            for o in self.options
        ]
        text = json.dumps(seen, sort_keys=True, default=str)
        version = matching_policy.policy().version
        return {
            "options": json.loads(text),
            "policy": version,
            "hash": hashlib.sha256(text.encode()).hexdigest(),
        }


def candidates(request: Request, now: datetime) -> Candidates:
    """Rank the network for this request. Three queries, whatever the size of the network."""
    profiles = list(_profiles(request.country))
    suggestion = matching.suggest(
        [as_engine_request(request)],
        [as_engine_defender(profile, now.date()) for profile in profiles],
        now=now,
        policy=matching_policy.policy(),
        turnaround=matching_policy.prior(),
    )[0]
    return Candidates(suggestion=suggestion, people={str(p.user_id): p.user for p in profiles})


def days_are_known(request: Request) -> bool:
    """False where the catalogue knows no usual time: the days of the list are then a neutral guess."""
    documents = [request.document] if request.document else services.get(request.service).documents
    entries = [catalogue.entry(request.country, document) for document in documents]
    return any(entry and entry.typical_days.high is not None for entry in entries)


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
        urgency=cast(Urgency, request.urgency or "normal"),
        deadline=request.needed_by,
        received=request.asked_at,
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
        base=_base(profile),
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


def _base(profile: Any) -> str:
    """The department that is nearest to a Defender is where they live: no excluded department may be theirs."""
    hours = profile.departments
    return min(hours, key=lambda code: (hours[code], code)) if hours else ""


def known_candidate(found: Candidates, defender_id: UUID) -> User | None:
    """The Defender, if they stand on the list that the coordinator sees; nobody else can be asked."""
    listed = {option.defender for option in found.options}
    return found.people.get(str(defender_id)) if str(defender_id) in listed else None
