"""How a proposal's inputs and answers are kept, so that it can be shown again, and worked out again to the bit."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reencuentro.engines import matching
from reencuentro.network.models import Proposal, ProposalLine

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
        "pins": [[place, pair[1]] for place, pair in enumerate(day.pins) if pair[0] == value.id],
        "bans": sorted(defender for request, defender in day.bans if request == value.id),
    }


def suggestion(found: matching.Suggestion) -> dict[str, Any]:
    kept: dict[str, Any] = matching.as_json(found)
    return kept


def suggestion_of(line: ProposalLine) -> matching.Suggestion:
    """What the engine answered for this line."""
    return matching.from_json(matching.Suggestion, line.suggestion)


def day_of(proposal: Proposal) -> Day:
    """All that a proposal was made of. Raises a VaultError when a case of it was erased since."""
    kept = proposal.inputs
    lines = [line.inputs for line in proposal.lines.order_by("place")]
    policy = matching.from_json(matching.Policy, kept["policy"])
    return Day(
        requests=[matching.from_json(matching.Request, line["request"]) for line in lines],
        defenders=[matching.from_json(matching.Defender, one) for one in kept["defenders"]],
        now=datetime.fromisoformat(kept["now"]),
        policy=policy,
        turnaround=_turnaround(kept["turnaround"], policy),
        pins=_pins(lines),
        bans=frozenset((line["request"]["id"], one) for line in lines for one in line["bans"]),
        seed=kept["seed"],
    )


def _pins(lines: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """In the order of then: the first pin wins the last place."""
    found = [(place, line["request"]["id"], one) for line in lines for place, one in line["pins"]]
    return [(request, defender) for _place, request, defender in sorted(found)]


def _turnaround(kept: dict[str, Any], policy: matching.Policy) -> matching.Turnaround:
    if kept["prior"] == "neutral":
        return matching.NeutralPrior(policy)
    days = {(country, kind): (low, high) for country, kind, low, high in kept["days"]}
    return matching.DaysPrior(days, policy)


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
