"""Every page of the URL table, as each of its people sees it: axe, width, title, weight.

The pages come from tests/web/access.py, so a page that gets its row there is covered here without another line.
"""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.contrib.staticfiles import finders
from playwright.sync_api import Error, Page

from tests.cast import CHILD, Cast
from tests.web.access import ROWS
from tests.web.test_access import address
from tests.web.world import World, build

from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIMIT = 60 * 1024  # bytes of the first load, compressed
DESKTOP, PHONES = 1240, (390, 360)
AXE = """axe.run({resultTypes: ['violations']}).then(
    done => done.violations.map(one => one.id + ': ' + one.nodes[0].html))"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@dataclass
class Found:
    """What is wrong, and the heaviest page."""

    wrong: list[str] = field(default_factory=list)
    heaviest: tuple[int, str] = (0, "")
    pages: int = 0


def rows_of(who: str) -> Iterator[str]:
    """The pages that this person may open."""
    for name, row in ROWS.items():
        if row.method == "GET" and who in row.who:
            yield name


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_for_everybody(
    language: str, cast: Cast, window: Callable[..., Somebody], capsys: pytest.CaptureFixture[str]
) -> None:
    world, found = build(cast), Found()
    names = (*CHILD.values(), "Inventada", "Chepe", *(user.full_name for user in cast))
    for who in ("advocate", "child_advocate", "coordinator", "defender", "administrator", "editor"):
        somebody = window(world.person(who), language=language)
        somebody.sign_in()
        for name in rows_of(who):
            visit(somebody, name, world, names, found)
    with capsys.disabled():
        size, page = found.heaviest
        print(f"\n{found.pages} pages ({language}); the heaviest first load: {size / 1024:.1f} KB, {page}")  # noqa: T201
    assert "\n".join(found.wrong) == ""


def visit(somebody: Somebody, name: str, world: World, names: tuple[str, ...], found: Found) -> None:
    page, url = somebody.page, address(name, ROWS[name], world)
    who = f"{name} ({somebody.user.role}, {somebody.t.language})"
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    try:
        answer = page.goto(somebody.site + url)
    except Error as saved:
        assert "Download is starting" in saved.message
        return
    assert answer is not None
    if not answer.headers["content-type"].startswith("text/html"):
        return  # a picture, shown by the browser itself
    if answer.status != 200:
        found.wrong.append(f"{who}: {answer.status}")
        return
    found.pages += 1
    found.wrong += [f"{who}: the title names {one}" for one in names if one in page.title()]
    found.wrong += [f"{who}: {one}" for one in look(page)]
    size = weight(page, answer.body())
    found.heaviest = max(found.heaviest, (size, who))
    if size > LIMIT:
        found.wrong.append(f"{who}: {size} bytes")


def look(page: Page) -> list[str]:
    """axe at desktop and phone width with all folds open, and nothing wider than a small phone."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    wrong = [f"at {DESKTOP}: {one}" for one in page.evaluate(AXE)]
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"wider than {width}"] if page.evaluate(TOO_WIDE) else []
    page.set_viewport_size({"width": PHONES[0], "height": 800})
    return wrong + [f"at {PHONES[0]}: {one}" for one in page.evaluate(AXE)]


def weight(page: Page, html: bytes) -> int:
    """Page, styles and scripts as a server sends them compressed."""
    addresses = page.evaluate(
        "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(one => one.href || one.src)"
    )
    return len(gzip.compress(html)) + sum(len(gzip.compress(static(one))) for one in addresses)


def static(url: str) -> bytes:
    found = finders.find(urlsplit(url).path.removeprefix("/static/"))
    assert isinstance(found, str), url
    return Path(found).read_bytes()
