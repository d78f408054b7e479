"""Whom to ask: suggestions with reasons, for a coordinator who decides.

A plain scorer for now: the most urgent request chooses first, each takes its best Defender who has a slot
left. The seam (types and ``suggest``) is meant to stay when a joint optimum takes this one's place.
"""

from .suggest import suggest
from .types import (
    Defender,
    Excluded,
    Option,
    Policy,
    Request,
    Suggestion,
    Term,
    Turnaround,
)

__all__ = [
    "Defender",
    "Excluded",
    "Option",
    "Policy",
    "Request",
    "Suggestion",
    "Term",
    "Turnaround",
    "suggest",
]
