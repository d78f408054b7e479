"""What stands around every page: menu, the way to it, its other language, who speaks."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from reencuentro.public.site.identity import identity

from . import finding

TOP, SECOND = 3, 4  # depths in the tree: 1 is Wagtail's root, 2 the home pages


@dataclass
class MenuItem:
    title: str
    address: str
    current: bool = False
    below: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True)
class Other:
    """The button to the other language. `translated` is False when it leads to the same words in another frame."""

    code: str
    name: str
    address: str
    translated: bool = True


def around(page: Page, request: HttpRequest) -> dict[str, Any]:
    """For a page, in the language of its address or, in a preview, its own."""
    own = finding.language_of(page)
    language = own if getattr(request, "is_preview", False) else (get_language() or own)[:2]
    return _frame(language, page.url_path, request) | {
        "crumbs": crumbs(page),
        "other": _other(page, language),
        "page_language": own,
        "is_foreign": own != language,
        "alternates": alternates(page),
        "canonical": settings.SITE_URL + page.url_path,
    }


def bare(request: HttpRequest, language: str) -> dict[str, Any]:
    """For what is not a page of the tree: an address that leads nowhere, a search. The other language is its home."""
    other = next(code for code in finding.LANGUAGES if code != language)
    address = f"/{other}" + request.get_full_path().removeprefix(f"/{language}")  # with what was searched for
    return _frame(language, request.path_info, request) | {"other": _button(other, address, translated=True)}


def _frame(language: str, here: str, request: HttpRequest) -> dict[str, Any]:
    return {
        "identity": identity(),
        "menu": menu(language, here),
        "home": f"/{language}/",
        "site_url": settings.SITE_URL,
        "frame_language": language,
        "is_preview": getattr(request, "is_preview", False),
    }


def menu(language: str, here: str) -> list[MenuItem]:
    """Two levels of the pages that are in the menu. One query."""
    pages = Page.objects.live().filter(
        Q(depth=TOP) | Q(depth=SECOND), show_in_menus=True, url_path__startswith=f"/{language}/"
    )
    items: dict[str, MenuItem] = {}
    for page in pages.order_by("path").only("title", "url_path", "path", "depth"):
        item = MenuItem(page.title, page.url_path, current=here.startswith(page.url_path))
        if page.depth == TOP:
            items[page.path] = item
        elif above := items.get(page.path[: -Page.steplen]):
            above.below.append(item)
    return list(items.values())


def crumbs(page: Page) -> list[tuple[str, str]]:
    """(title, address) of the pages above, the home page first; empty for the home page itself."""
    above = page.get_ancestors().filter(depth__gt=1).only("title", "url_path", "path", "depth")
    return [(each.title if each.depth >= TOP else _("Home"), each.url_path) for each in above]


def _other(page: Page, language: str) -> Other:
    code = next(each for each in finding.LANGUAGES if each != language)
    if finding.language_of(page) == code:
        return _button(code, page.url_path, translated=True)
    found = finding.translation(page, code)
    if found is not None:
        return _button(code, found.url_path, translated=True)
    return _button(code, f"/{code}" + page.url_path.removeprefix(f"/{language}"), translated=False)


def _button(code: str, address: str, *, translated: bool) -> Other:
    return Other(code, dict(settings.LANGUAGES)[code], address, translated)


def alternates(page: Page) -> list[tuple[str, str]]:
    """(language, full address) of this page in every language that it really has, for search engines."""
    same = (
        Page.objects.live().filter(translation_key=page.translation_key, alias_of=None).order_by("url_path")
    )
    found = [(each.url_path.split("/")[1], settings.SITE_URL + each.url_path) for each in same]
    return found if len(found) > 1 else []
