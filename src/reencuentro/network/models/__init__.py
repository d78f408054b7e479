"""The records of the network. Every write goes through `actions`."""

from .joining import Application
from .training import Attendance, Training

__all__ = ["Application", "Attendance", "Training"]
