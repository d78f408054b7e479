"""The records of the network. Every write goes through `actions`."""

from .line import NextInLine
from .turnaround import TurnaroundFit

__all__ = ["NextInLine", "TurnaroundFit"]
