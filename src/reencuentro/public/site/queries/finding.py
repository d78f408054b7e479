"""Which page an address of the public site means."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Found:
    """`page` is what to show. When it is `elsewhere`, the visitor is sent to its own address first."""

    page: Page
    elsewhere: bool = False


def find(language: str, path: str) -> Found | None:
    """The live page at `path` in this language.

    Where it was never translated, the page of the other language stands at the same address in this one; where its
    translation has another address, that is where to go. None when there is nothing.
    """
    page = live_at(f"/{language}/{path}")
    if page is not None:
        return Found(page)
    for other in LANGUAGES:
        page = live_at(f"/{other}/{path}") if other != language else None
        if page is not None:
            translated = translation(page, language)
            return Found(translated, elsewhere=True) if translated else Found(page)
    return None


def live_at(address: str) -> Page | None:
    return Page.objects.live().filter(url_path=address).first()


def translation(page: Page, language: str) -> Page | None:
    """The live page with the same content in this language."""
    same = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
    return same.filter(url_path__startswith=f"/{language}/").first()


def language_of(page: Page) -> str:
    """Read from the address. An alias holds the words of the page that it stands for."""
    shown = page.alias_of if page.alias_of_id else page
    return str(shown.url_path.split("/")[1])
