"""Reads seed/: the pages that come with the software, each in both languages side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "seed"
LANGUAGES = frozenset({"en", "es"})
FIRST = "home"
# What every page has; whatever else stands at a page is a field of its kind.
COMMON = frozenset({"kind", "slug", "title", "summary", "in_menu", "below"})
NEEDED = ("day",)
LINK = "page:"


@dataclass(frozen=True)
class Node:
    """One page: `under` is the key of the page above it, "" for the home page."""

    key: str
    kind: str
    under: str
    values: Mapping[str, Any] = field(repr=False)

    @property
    def in_menu(self) -> bool:
        return bool(self.values.get("in_menu", self.kind != "home"))

    @property
    def needed(self) -> dict[str, Any]:
        """Fields without which a row cannot be made, the same in both languages."""
        return {name: self.values[name] for name in NEEDED if name in self.values}

    @property
    def own_fields(self) -> list[str]:
        return sorted(self.values.keys() - COMMON)

    def said(self, name: str, language: str) -> Any:
        """What stands at `name`; the blocks of a body in the form in which Wagtail keeps them."""
        said = spoken(self.values.get(name, ""), language)
        return _stored(said) if name == "body" else said


def pages() -> list[Node]:
    """All pages, each after the one above it."""
    [(key, home)] = _read("home.yaml").items()
    found = [Node(key, "home", "", home)]
    for name in _read("sections.yaml"):
        found += _walk(_read(f"{name}.yaml"), under=FIRST)
    return found


def identity() -> dict[str, Any]:
    return _read("identity.yaml")


def _walk(nodes: Mapping[str, Any], under: str) -> Iterator[Node]:
    for key, values in nodes.items():
        yield Node(key, values.get("kind", "page"), under, values)
        yield from _walk(values.get("below", {}), under=key)


def _stored(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value} for block in body for kind, value in block.items()]


def spoken(value: Any, language: str) -> Any:
    """`value` with every {en: …, es: …} in it replaced by what it says in `language`."""
    if isinstance(value, dict):
        if value.keys() == LANGUAGES:
            return value[language]
        return {key: spoken(inner, language) for key, inner in value.items()}
    return [spoken(inner, language) for inner in value] if isinstance(value, list) else value


def linked(value: Any, language: str, places: Mapping[tuple[str, str], int]) -> Any:
    """`value` with every "page:<key>" replaced by the number of that page in `language`."""
    if isinstance(value, dict):
        return {key: linked(inner, language, places) for key, inner in value.items()}
    if isinstance(value, list):
        return [linked(inner, language, places) for inner in value]
    if isinstance(value, str) and value.startswith(LINK):
        return places.get((value.removeprefix(LINK), language))
    return value


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
