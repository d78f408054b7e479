"""The records of the network. Every write goes through `actions`."""

from .gap import Counted, Gap
from .line import NextInLine
from .policy import PolicyVersion, Trial
from .proposal import Proposal, ProposalLine, Wish
from .turnaround import TurnaroundFit

__all__ = [
    "Counted",
    "Gap",
    "NextInLine",
    "PolicyVersion",
    "Proposal",
    "ProposalLine",
    "Trial",
    "TurnaroundFit",
    "Wish",
]
