"""All live pages, for search engines."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from wagtail.models import Page


@dataclass(frozen=True)
class Mapped:
    """`languages`: (code, full address) of the page itself and its translations; empty when there are none."""

    address: str
    changed: datetime | None
    languages: tuple[tuple[str, str], ...]


def pages() -> Iterator[Mapped]:
    """One query."""
    live = Page.objects.live().filter(depth__gt=1, alias_of=None).order_by("url_path")
    found = list(live.values_list("url_path", "last_published_at", "translation_key"))
    same = defaultdict(list)
    for path, _changed, key in found:
        same[key].append((path.split("/")[1], settings.SITE_URL + path))
    for path, changed, key in found:
        languages = tuple(same[key]) if len(same[key]) > 1 else ()
        yield Mapped(settings.SITE_URL + path, changed, languages)
