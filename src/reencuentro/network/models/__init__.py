"""The records of the network. Every write goes through `actions`."""

from .gap import Counted, Gap
from .joining import Application
from .line import NextInLine
from .policy import PolicyVersion, Trial
from .proposal import Proposal, ProposalLine, Wish
from .training import Attendance, Training
from .turnaround import TurnaroundFit

__all__ = [
    "Application",
    "Attendance",
    "Counted",
    "Gap",
    "NextInLine",
    "PolicyVersion",
    "Proposal",
    "ProposalLine",
    "Training",
    "Trial",
    "TurnaroundFit",
    "Wish",
]
