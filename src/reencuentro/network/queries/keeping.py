"""How a proposal's inputs and answers are kept, so that it can be shown again, and worked out again to the bit."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from reencuentro.engines import matching
from reencuentro.network.models import ProposalLine

from .day import Day


def inputs(day: Day) -> dict[str, Any]:
    """What all lines of a proposal share: everything but the requests."""
    return {
        "now": day.now.isoformat(),
        "seed": day.seed,
        "policy": matching.as_json(day.policy),
        "defenders": [matching.as_json(defender) for defender in day.defenders],
        "turnaround": day.turnaround.as_json(),
    }


def of_request(value: matching.Request, day: Day) -> dict[str, Any]:
    """What belongs to one request, to be kept in the box of its case."""
    return {
        "request": matching.as_json(value),
        "pins": [defender for request, defender in day.pins if request == value.id],
        "bans": sorted(defender for request, defender in day.bans if request == value.id),
    }


def suggestion(found: matching.Suggestion) -> dict[str, Any]:
    kept: dict[str, Any] = matching.as_json(found)
    return kept


def suggestion_of(line: ProposalLine) -> matching.Suggestion:
    """What the engine answered for this line."""
    return matching.from_json(matching.Suggestion, line.suggestion)


def hash_of(suggestions: Sequence[matching.Suggestion]) -> str:
    """SHA-256 of the answers, in the order of the requests' ids."""
    kept = sorted((suggestion(found) for found in suggestions), key=lambda one: str(one["request"]))
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def ranking(line: ProposalLine) -> dict[str, Any]:
    """What is kept with an offer: ids, scores and terms that the coordinator could see. No names."""
    found = suggestion_of(line)
    options = [*([found.chosen] if found.chosen else []), *found.alternatives]
    seen = [matching.as_json(option) for option in options]
    text = json.dumps(seen, sort_keys=True)
    return {
        "options": seen,
        "policy": line.proposal.policy_version,
        "proposal": str(line.proposal_id),
        "hash": hashlib.sha256(text.encode()).hexdigest(),
    }
