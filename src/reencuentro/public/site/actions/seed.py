"""The site as it begins: its pages in both languages. What is there already is the Editors' and stays as it is."""

import json
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from reencuentro.audit import log
from reencuentro.public.site import contents
from reencuentro.public.site.models import (
    ContactPage,
    HomePage,
    NewsItem,
    NewsList,
    PlainPage,
    PublicPage,
    SectionPage,
    Seeded,
    SiteIdentity,
)
from reencuentro.public.site.queries import finding

from . import ground

KINDS: dict[str, type[PublicPage]] = {
    "home": HomePage,
    "section": SectionPage,
    "page": PlainPage,
    "news": NewsList,
    "piece": NewsItem,
    "contact": ContactPage,
}
Places = dict[tuple[str, str], int]  # (key, language) -> page number


@transaction.atomic
def seed(**identity: str) -> int:
    """Makes every page of seed/ that was never made here, and returns how many. A second call makes none.

    `identity`: fields of SiteIdentity for a site that has none yet.
    """
    ground.prepare()
    if not SiteIdentity.objects.exists():
        SiteIdentity.objects.create(**(contents.identity() | identity))
    nodes = contents.pages()
    made = [page for node in nodes for page in _make_missing(node)]
    places = _places()
    for node, number in made:
        _fill(node, KINDS[node.kind].objects.get(pk=number), places)
    ground.open_to_editors()
    if made:
        log.record("site_seeded", by="system", about="site", pages=len(made))
    return len(made)


def _make_missing(node: contents.Node) -> list[tuple[contents.Node, int]]:
    """The numbers of the page in each language in which it was never made. Both are translations of each other."""
    known = {each.language: each for each in Seeded.objects.filter(key=node.key).select_related("page")}
    twin = next((each.page for each in known.values() if each.page), None)
    key = twin.translation_key if twin else uuid4()
    made = [(node, _make(node, code, key)) for code in finding.LANGUAGES if code not in known]
    return [(one, number) for one, number in made if number is not None]


def _make(node: contents.Node, language: str, translation_key: Any) -> int | None:
    """None when the page that it belongs under is gone: then the Editors did not want it."""
    above = _above(node, language)
    if above is None:
        return None
    page = KINDS[node.kind](
        title=node.said("title", language),
        slug=node.said("slug", language),
        search_description=node.said("summary", language),
        show_in_menus=node.in_menu,
        locale=Locale.objects.get(language_code=language),
        translation_key=translation_key,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        **node.needed,
    )
    above.add_child(instance=page)
    Seeded.objects.create(key=node.key, language=language, page=page)
    return int(page.pk)


def _above(node: contents.Node, language: str) -> Page | None:
    if not node.under:
        return ground.root()
    place = Seeded.objects.filter(key=node.under, language=language).select_related("page").first()
    return place.page.specific if place and place.page else None


def _places() -> Places:
    rows = Seeded.objects.exclude(page=None).values_list("key", "language", "page_id")
    return {(key, language): number for key, language, number in rows}


def _fill(node: contents.Node, page: PublicPage, places: Places) -> None:
    """What it says, when all pages that it may lead to are there."""
    for name in node.own_fields:
        said = contents.linked(node.said(name, page.language), page.language, places)
        setattr(page, name, json.dumps(said) if isinstance(said, list) else said)
    page.save()
    revision = page.save_revision(log_action=False)
    page.live_revision = revision
    page.save(update_fields=["live_revision"])
