"""How a proposal's inputs and answers are kept, so that it can be shown again, and worked out again to the bit.

What belongs to one request lies with its line, in the box of its case; all else lies with the proposal.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reencuentro.engines import matching
from reencuentro.engines.matching.replay import as_json, canonical
from reencuentro.engines.reasons import Fact, Reason
from reencuentro.network.models import Proposal, ProposalLine

from .day import Day

OF_REQUESTS = ("requests", "pins", "bans")
Kept = dict[str, Any]


def shared(kept: Kept) -> Kept:
    """Of `Day.as_json`: what all lines share."""
    return {name: value for name, value in kept.items() if name not in OF_REQUESTS}


def of_requests(kept: Kept) -> dict[str, Kept]:
    """Of `Day.as_json`: {request id: what belongs to it}. A pin keeps its place: the first wins the last slot."""
    found: dict[str, Kept] = {one["id"]: {"request": one, "pins": [], "bans": []} for one in kept["requests"]}
    for place, (request, defender) in enumerate(kept["pins"]):
        found[request]["pins"].append([place, defender])
    for request, defender in kept["bans"]:
        found[request]["bans"].append(defender)
    return found


def inputs_of(proposal: Proposal) -> Kept:
    """All that a proposal was made of, as `Day.as_json` gave it. Raises a VaultError once a case of it was erased."""
    lines = [line.inputs for line in proposal.lines.all()]
    pins = sorted((place, line["request"]["id"], one) for line in lines for place, one in line["pins"])
    bans = [[line["request"]["id"], one] for line in lines for one in line["bans"]]
    return {
        **proposal.inputs,
        "requests": sorted((line["request"] for line in lines), key=canonical),
        "pins": [[request, defender] for _place, request, defender in pins],
        "bans": sorted(bans),
    }


def hash_of(kept: Kept) -> str:
    """SHA-256 of the canonical JSON of inputs; the same as the engine's fingerprint of them."""
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


def hash_of_answers(suggestions: Sequence[matching.Suggestion]) -> str:
    """SHA-256 of the answers, in the order of the requests' ids."""
    listed = sorted((as_json(one) for one in suggestions), key=lambda one: str(one["request"]))
    return hashlib.sha256(canonical(listed).encode()).hexdigest()


def answer(found: matching.Suggestion) -> Kept:
    """What a line keeps of the engine's answer: all but who is not eligible, which no page shows."""
    kept: Kept = as_json(found)
    return kept | {"excluded": []}


def suggestion_of(line: ProposalLine) -> matching.Suggestion:
    """What the engine answered for this line; `excluded` is not kept. Raises a VaultError once its case was erased."""
    kept: Kept = line.suggestion
    return matching.Suggestion(
        **kept
        | {
            "chosen": _option(kept["chosen"]) if kept["chosen"] else None,
            "alternatives": tuple(_option(one) for one in kept["alternatives"]),
            "excluded": (),
            "group_effect": tuple(_reason(one) for one in kept["group_effect"]),
            "alarm": tuple(_reason(one) for one in kept["alarm"]),
        }
    )


def _option(kept: Kept) -> matching.Option:
    terms = tuple(matching.Term(one["code"], one["points"], _facts(one["facts"])) for one in kept["terms"])
    early, middle, late = kept["eta"]
    return matching.Option(**kept | {"terms": terms, "eta": (early, middle, late)})


def _reason(kept: Kept) -> Reason:
    return Reason(kept["code"], _facts(kept["facts"]))


def _facts(kept: Sequence[Sequence[Any]]) -> tuple[tuple[str, Fact], ...]:
    """JSON has no dates: a deadline is one again."""
    return tuple(
        (name, date.fromisoformat(value) if name == "deadline" and value else value) for name, value in kept
    )


def ranking(line: ProposalLine) -> dict[str, Any]:
    """What is kept with an offer: ids, scores and terms that the coordinator could see. No names."""
    kept: Mapping[str, Any] = line.suggestion
    seen = [*([kept["chosen"]] if kept["chosen"] else []), *kept["alternatives"]]
    return {
        "options": seen,
        "policy": line.proposal.policy_version,
        "proposal": str(line.proposal_id),
        "hash": hash_of({"options": seen}),
    }


def inputs(day: Day) -> Kept:
    """All that the engine was given, as plain JSON."""
    return matching.inputs_as_json(day.requests, day.defenders, seed=day.seed, **day.settings)
