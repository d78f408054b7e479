"""Reads the tables that stand beside the code."""

import csv
from importlib import resources


def listed(file: str) -> frozenset[str]:
    """All words of a text file; lines that begin with # are remarks."""
    lines = _text(file).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a CSV file with a heading."""
    return list(csv.DictReader(_text(file).splitlines()))


def _text(file: str) -> str:
    return resources.files(__package__).joinpath(file).read_text("utf-8")
