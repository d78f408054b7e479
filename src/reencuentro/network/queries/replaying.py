"""Work a kept proposal out again, from what it was made of, with the engine as it is now."""

from dataclasses import dataclass

from reencuentro.engines import matching
from reencuentro.engines.turnaround import from_json
from reencuentro.network.models import Proposal

from . import keeping


@dataclass(frozen=True)
class Replay:
    """`same_inputs`: what is kept still has the hash of then. `same_answers`: the engine gives the same, to the bit."""

    requests: int
    same_inputs: bool
    same_answers: bool


def replay(proposal: Proposal) -> Replay:
    """Raises a VaultError when a case of it was erased since: what is gone cannot be worked out again."""
    kept = keeping.inputs_of(proposal)
    return Replay(
        requests=len(kept["requests"]),
        same_inputs=keeping.hash_of(kept) == proposal.inputs_hash,
        same_answers=keeping.hash_of_answers(matching.replay(kept, from_json)) == proposal.output_hash,
    )
