"""What visitors search: the live pages of one language, held in memory and read anew when any of them has changed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Sum
from wagtail.models import Page

from reencuentro.engines.page_search import Document, Index

MOST = 20  # answers
TAG = re.compile(r"<[^>]*>")  # becomes a space: words on both sides of a tag are two
State = tuple[Any, ...]


@dataclass(frozen=True)
class Answer:
    """One page that answers. `because`: its words that fitted what was typed."""

    title: str
    summary: str
    address: str
    because: tuple[str, ...]


def search(language: str, typed: str) -> list[Answer]:
    """At most MOST pages, best first. Two queries, more only after a page has changed."""
    hits = _index(language, _state(language)).search(typed, MOST)
    pages = _live(language).in_bulk([hit.key for hit in hits])
    return [
        Answer(page.title, page.search_description, page.url_path, hit.because)
        for hit in hits
        if (page := pages.get(hit.key))
    ]


def _live(language: str) -> Any:
    """Without the home page: it speaks of everything, and nobody searches for it."""
    return Page.objects.live().filter(url_path__startswith=f"/{language}/", depth__gt=2, alias_of=None)


def _state(language: str) -> State:
    """Another value whenever a page was published, withdrawn or deleted."""
    found = _live(language).aggregate(Count("pk"), Sum("pk"), Sum("live_revision"), Max("last_published_at"))
    return tuple(found.values())


@lru_cache(maxsize=8)
def _index(language: str, state: State) -> Index:
    """`state` is only there to be told apart."""
    return Index(
        Document(page.pk, page.title, page.search_description, text_of(page))
        for page in _live(language).specific().iterator()
    )


def text_of(page: Any) -> str:
    """All words of a page's body, without marks."""
    body = page.body.raw_data if hasattr(page, "body") else []
    return " ".join([getattr(page, "lead", ""), *(TAG.sub(" ", text) for text in _texts(list(body)))])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("id", "type") for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []
