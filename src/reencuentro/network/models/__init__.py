"""The records of the network. Every write goes through `actions`, every read through `queries`."""

from .gap import Counted, Gap

__all__ = ["Counted", "Gap"]
