"""Shelves in step with cards."""

from collections.abc import Mapping


def change(*, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> None:
    """Cards by number."""


def take_off(old: Mapping[int, bytes]) -> None:
    """Cards by number."""
