"""The records of the network. Every write goes through `actions`."""

from .policy import PolicyVersion, Trial
from .proposal import Proposal, ProposalLine, Wish
from .turnaround import TurnaroundFit

__all__ = ["PolicyVersion", "Proposal", "ProposalLine", "Trial", "TurnaroundFit", "Wish"]
