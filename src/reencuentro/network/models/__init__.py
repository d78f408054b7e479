"""The records of the network. Every write goes through `actions`."""

from .gap import Counted, Gap
from .joining import Application
from .training import Attendance, Training
from .turnaround import TurnaroundFit

__all__ = ["Application", "Attendance", "Counted", "Gap", "Training", "TurnaroundFit"]
