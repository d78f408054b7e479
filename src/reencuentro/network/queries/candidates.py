"""Which Defenders could be asked for one request, ranked with reasons."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.models import Request
from reencuentro.engines import matching
from reencuentro.reference import catalogue, services

from . import policy, turnaround
from .values import defenders_as_values, profiles_in, requests_as_values


@dataclass(frozen=True)
class Candidates:
    """The engine's suggestion for one request, with the people it speaks of."""

    suggestion: matching.Suggestion
    days_known: bool  # False: nobody states or has measured how long it takes; the days are a guess
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
        version = policy.current().version
        return {
            "options": json.loads(text),
            "policy": version,
            "hash": hashlib.sha256(text.encode()).hexdigest(),
        }


def candidates(request: Request, now: datetime) -> Candidates:
    """Rank the network for this request. A constant number of queries, whatever the size of the network."""
    profiles = list(profiles_in([request.country]))
    estimate = turnaround.current(now)
    suggestion = matching.suggest(
        requests_as_values([request], profiles, now),
        defenders_as_values(profiles, timezone.localdate(now)),
        now=now,
        policy=policy.current(),
        turnaround=estimate,
    )[0]
    return Candidates(
        suggestion=suggestion,
        days_known=estimate.knows(request.country, request.document or request.service),
        people={str(p.user_id): p.user for p in profiles},
    )


def days_are_known(request: Request) -> bool:
    """False where the catalogue knows no usual time: the days of the list are then a neutral guess."""
    documents = [request.document] if request.document else services.get(request.service).documents
    entries = [catalogue.entry(request.country, document) for document in documents]
    return any(entry and entry.typical_days.high is not None for entry in entries)


def still_eligible(found: Candidates, defender_id: str) -> User | None:
    """The Defender, if the engine would still have them asked, whatever their place in the ranking."""
    excluded = {one.defender for one in found.suggestion.excluded}
    return None if defender_id in excluded else found.people.get(defender_id)
