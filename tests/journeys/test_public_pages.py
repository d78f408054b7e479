"""The public site in a real browser: every page under axe and in weight, without scripts, by keyboard, out at once."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request
from wagtail.models import Page as SitePage

from reencuentro.public.site.actions.seed import seed

from .test_pages import DESKTOP, LIMIT, look, weight

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELSEWHERE = "https://www.wikipedia.org/"


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    seed()
    return list(
        SitePage.objects.live().filter(depth__gt=1).order_by("path").values_list("url_path", flat=True)
    )


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`visitor(width=390, scripts=False)`: somebody who is not known here. What is asked of others never leaves."""
    opened: list[BrowserContext] = []

    def _visitor(*, width: int = DESKTOP, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=live_server.url,
            reduced_motion="reduce",
        )
        context.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="elsewhere"))
        opened.append(context)
        return context.new_page()

    yield _visitor
    for context in opened:
        context.close()


def test_every_public_page_is_for_everybody_light_and_asks_nobody_else(
    addresses: list[str], visitor: Callable[..., Page], live_server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    page, wrong, asked, heaviest = visitor(), [], set(), (0, "")
    page.on("request", lambda request: asked.add(host_of(request)))
    for address in [*addresses, "/en/nowhere/"]:
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        answer = page.goto(address)
        assert answer is not None
        wrong += [f"{address}: {one}" for one in look(page)]
        heaviest = max(heaviest, (weight(page, answer.body()), address))
    with capsys.disabled():
        size, address = heaviest
        print(f"\nthe heaviest public page at first load: {size / 1024:.1f} KB, {address}")  # noqa: T201
    assert wrong == []
    assert asked == {live_server.url}
    assert page.context.cookies() == []
    assert heaviest[0] <= LIMIT


def host_of(request: Request) -> str:
    return "/".join(request.url.split("/")[:3])


@pytest.mark.parametrize("width", [DESKTOP, 390])
def test_the_menu_works_by_keyboard_and_without_scripts(
    addresses: list[str], visitor: Callable[..., Page], width: int
) -> None:
    page = visitor(width=width, scripts=False)
    page.goto("/en/")
    keys(page, "Menu" if width < 500 else "About us")
    if width < 500:
        keys(page, "About us")
    press_until(page, "Team")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/about-us/team/")


def keys(page: Page, words: str) -> None:
    press_until(page, words)
    page.keyboard.press("Enter")


def press_until(page: Page, words: str) -> None:
    """Tab until what has the focus says these words."""
    focused = "(document.activeElement.innerText || '').trim()"
    for _time in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == words:
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


def test_the_first_key_skips_to_the_content(addresses: list[str], visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto("/es/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_leaving_replaces_the_page_so_that_back_does_not_lead_here(
    addresses: list[str], visitor: Callable[..., Page]
) -> None:
    page = visitor()
    page.goto("about:blank")
    page.goto("/en/")
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    assert page.url == "about:blank"


def test_escape_twice_leaves_and_once_does_not(addresses: list[str], visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto("/en/")
    page.keyboard.press("Escape")
    assert page.url.endswith("/en/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(ELSEWHERE)


def test_leaving_works_without_scripts(addresses: list[str], visitor: Callable[..., Page]) -> None:
    page = visitor(width=390, scripts=False)
    page.goto("/es/")
    page.get_by_role("link", name="Salir de este sitio").click()
    page.wait_for_url(ELSEWHERE)


def test_the_language_button_keeps_the_page(addresses: list[str], visitor: Callable[..., Page]) -> None:
    page = visitor(scripts=False)
    page.goto("/en/about-us/team/")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/quienes-somos/equipo/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/about-us/team/")


def test_every_link_of_the_site_leads_somewhere(addresses: list[str], visitor: Callable[..., Page]) -> None:
    page = visitor()
    found: set[str] = set()
    for address in addresses:
        page.goto(address)
        found |= set(
            json.loads(page.evaluate("JSON.stringify([...document.links].map(a => a.getAttribute('href')))"))
        )
    inner = sorted(one for one in found if one.startswith("/"))
    assert len(inner) > len(addresses)
    assert {one: status for one in inner if (status := page.request.get(one).status) != 200} == {}
