"""The records of tracing. Every write goes through `actions`."""

from .lead import Judgement, Lead, LeadEvidence, NeedToKnow
from .look import Look
from .request import Attempt, TracingRequest
from .round import Round, Waiting

__all__ = [
    "Attempt",
    "Judgement",
    "Lead",
    "LeadEvidence",
    "Look",
    "NeedToKnow",
    "Round",
    "TracingRequest",
    "Waiting",
]
