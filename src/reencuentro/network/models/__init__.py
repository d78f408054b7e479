"""The records of the network. Every write goes through `actions`."""

from .turnaround import TurnaroundFit

__all__ = ["TurnaroundFit"]
