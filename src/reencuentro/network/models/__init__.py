"""The records of the network. Every write goes through `actions`."""

from .gap import Counted, Gap
from .turnaround import TurnaroundFit

__all__ = ["Counted", "Gap", "TurnaroundFit"]
