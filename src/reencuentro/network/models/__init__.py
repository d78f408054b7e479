"""What the network keeps besides people and cases."""

from .line import NextInLine

__all__ = ["NextInLine"]
