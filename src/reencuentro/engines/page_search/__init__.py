"""Finds pages by what somebody typed: accents, endings and typing errors are forgiven, in English and Spanish.

Made for some thousands of pages held in memory. Plain values in and out; no Django.
"""

from .index import Document, Hit, Index

__all__ = ["Document", "Hit", "Index"]
