"""Whom to ask: suggestions with reasons, for a coordinator who decides.

``suggest`` finds, for all open requests of a day at once, the proposal that is worth most in each country,
and explains every part of it: terms that add up to the score, three alternatives, what the group and the
coordinator's pins cost, and what must not wait. Decision 0006 says why it is built this way.
"""

from .eligibility import eligible
from .lookahead import Forecast
from .priors import NeutralPrior
from .replay import fingerprint, inputs_as_json, replay
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
from .why_not import WhyNot, why_not

__all__ = [
    "Defender",
    "Excluded",
    "Forecast",
    "NeutralPrior",
    "Option",
    "Policy",
    "Request",
    "Suggestion",
    "Term",
    "Turnaround",
    "WhyNot",
    "eligible",
    "fingerprint",
    "inputs_as_json",
    "replay",
    "suggest",
    "why_not",
]
