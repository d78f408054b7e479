"""The records of casework. Every write goes through `actions`, every scoped read through `queries`."""

from .base import CaseRecord
from .case import Case, CaseLink, CaseMember, Placement, Sponsor
from .clock import Clock
from .conflict import Answer, Conflict
from .consent import Consent, CounselDecision, Finding
from .obstacle import Obstacle, ObstacleChange
from .person import FamilyTie, IdentityNumber, Person, PersonName
from .request import Disclosure, Draft, Request
from .talk import Event, Message
from .work import Assignment, Delivery, Document, DraftPaper, Fee, Offer, Step

__all__ = [
    "Answer",
    "Assignment",
    "Case",
    "CaseLink",
    "CaseMember",
    "CaseRecord",
    "Clock",
    "Conflict",
    "Consent",
    "CounselDecision",
    "Delivery",
    "Disclosure",
    "Document",
    "Draft",
    "DraftPaper",
    "Event",
    "FamilyTie",
    "Fee",
    "Finding",
    "IdentityNumber",
    "Message",
    "Obstacle",
    "ObstacleChange",
    "Offer",
    "Person",
    "PersonName",
    "Placement",
    "Request",
    "Sponsor",
    "Step",
]
