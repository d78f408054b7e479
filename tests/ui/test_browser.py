"""The script, the keyboard and accessibility in a real browser. Nothing is served: the browser's requests are
answered from rendered templates, so neither a port nor a database is needed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from reencuentro.ui import errors

pytestmark = pytest.mark.browser

STATIC = Path(errors.__file__).parent / "static"
HOST = "http://reencuentro.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Site:
    """Answers the browser; `posts` keeps what forms and drafts sent, `is_down` cuts the connection."""

    def __init__(self, html: str, csp: str = ""):
        self.html, self.csp = html, csp
        self.posts: list[str] = []
        self.is_down = False

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        elif self.is_down:
            route.abort()
        elif route.request.method == "POST":
            self.posts.append(path)
            route.fulfill(status=204)
        else:
            policy = {"content-security-policy": self.csp} if self.csp else {}
            route.fulfill(body=self.html, headers={"content-type": "text/html; charset=utf-8"} | policy)


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., tuple[Page, Site]]]:
    contexts = []

    def _visit(html: str, width: int = 1240, scheme: str = "light", csp: str = "") -> tuple[Page, Site]:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        site = Site(html, csp)
        context.route("**/*", site.answer)
        page = context.new_page()
        page.goto(f"{HOST}/")
        return page, site

    yield _visit
    for context in contexts:
        context.close()


def gallery(language: str = "en") -> tuple[str, str]:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get("/look/")
    return answer.content.decode(), answer.headers["Content-Security-Policy"]


@pytest.fixture
def scrap() -> Callable[[str], str]:
    """A whole page around a scrap of template."""

    def _scrap(source: str) -> str:
        head = '{% extends "ui/base_plain.html" %}{% load ui %}{% block content %}'
        return Template(head + source + "{% endblock %}").render(Context())

    return _scrap


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [1240, 390, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_gallery(visit, language, width, scheme):
    page, _site = visit(gallery(language)[0], width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    result = Axe().run(page).response
    assert [found["id"] for found in result["violations"]] == []
    assert len(result["passes"]) > 20
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
def test_axe_finds_nothing_in_the_error_pages(visit, status):
    page, _site = visit(render_to_string(f"{status}.html"), 360)
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []


def test_the_gallery_runs_under_the_strict_policy_without_a_complaint(browser):
    html, policy = gallery()
    assert "script-src 'self'" in policy
    context = browser.new_context()
    context.route("**/*", Site(html, policy).answer)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{HOST}/")
    assert complaints == []
    context.close()


def test_what_is_pressed_is_large_enough_for_a_thumb(visit):
    page, _site = visit(gallery()[0], 360)
    small = page.evaluate(
        """[...document.querySelectorAll('.btn, .pill, .top nav a, .tabs a, .choice, summary, .copy button')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
        .map(one => one.outerHTML)"""
    )
    assert small == []


def test_the_keyboard_begins_at_the_skip_link_and_never_hides_the_focus(visit):
    page, _site = visit(gallery()[0].replace(" data-focus", ""), 390)
    page.keyboard.press("Tab")
    order = []
    for _press in range(12):
        order.append(page.evaluate("document.activeElement.textContent.trim().split('\\n')[0].slice(0, 20)"))
        visible = page.evaluate(
            """(() => {
            const top = (one) => one.getBoundingClientRect().top, here = top(document.activeElement);
            return here >= 0 && here < top(document.querySelector('.bar'));
            })()"""
        )
        assert visible, order
        page.keyboard.press("Tab")
    assert order[:4] == ["Skip to the content", "Reencuentro", "Cases", "Requests"]


def test_the_error_summary_takes_the_focus(visit):
    page, _site = visit(gallery()[0])
    assert page.evaluate("document.activeElement.id") == "errors"


def test_two_presses_send_once_and_the_page_can_send_again_on_return(visit, scrap):
    page, site = visit(scrap('<form method="post" action="/send/">{% button "Send" %}</form>'))
    page.get_by_role("button", name="Send").dblclick()
    page.wait_for_timeout(200)
    assert site.posts == ["/send/"]
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    page.get_by_role("button", name="Send").click()
    page.wait_for_timeout(200)
    assert site.posts == ["/send/", "/send/"]


def test_a_dangerous_act_is_asked_first(visit, scrap):
    page, site = visit(scrap('{% post_button "Delete" "/delete/" confirm="Delete this draft?" %}'))
    page.get_by_role("button", name="Delete").click()
    assert page.get_by_role("dialog").inner_text().startswith("Delete this draft?")
    page.get_by_role("button", name="No, go back").click()
    page.wait_for_timeout(100)
    assert site.posts == []
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, go on").click()
    page.wait_for_timeout(200)
    assert site.posts == ["/delete/"]


def test_a_draft_is_kept_while_one_types_and_says_so(visit, scrap):
    form = '<form method="post" data-draft-url="/draft/"><label>Why <textarea name="why"></textarea></label>'
    page, site = visit(scrap(f'{form}<p class="saved"></p></form>'))
    page.get_by_label("Why").type("Because")
    page.wait_for_function("document.querySelector('.saved').textContent.startsWith('Saved')")
    assert site.posts == ["/draft/"]


def test_a_draft_that_could_not_be_kept_says_so(visit, scrap):
    form = '<form method="post" data-draft-url="/draft/"><label>Why <textarea name="why"></textarea></label>'
    page, site = visit(scrap(f'{form}<p class="saved"></p></form>'))
    site.is_down = True
    page.get_by_label("Why").type("Because")
    page.wait_for_function("document.querySelector('.saved').textContent === 'Not saved yet'")
    assert page.get_by_label("Why").input_value() == "Because"


def test_a_lost_connection_is_said_in_words(visit, scrap):
    page, _site = visit(scrap("x"))
    assert page.locator(".strip.off").is_hidden()
    page.context.set_offline(True)
    page.wait_for_selector(".strip.off:visible")
    page.context.set_offline(False)
    page.wait_for_selector(".strip.off", state="hidden")


def test_the_chosen_file_is_named_and_too_large_a_one_refused(visit, scrap):
    box = '<div data-upload data-limit="2000000"><input type="file"><output></output></div>'
    page, _site = visit(scrap(f'<form method="post">{box}</form>'))
    small = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"x" * 1_000_000}
    page.set_input_files("[type=file]", small)
    assert page.locator("output").inner_text() == "a.pdf · 1.0 MB"
    page.set_input_files("[type=file]", small | {"name": "b.pdf", "buffer": b"x" * 3_000_000})
    assert "too large. The limit is 2.0 MB." in page.locator("output").inner_text()
    assert not page.evaluate("document.querySelector('form').checkValidity()")


def test_the_account_menu_closes_on_escape(visit):
    page, _site = visit(gallery()[0])
    page.locator("details.menu > summary").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Sign out").is_hidden()


def test_everything_is_there_without_scripts(browser):
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", Site(gallery()[0]).answer)
    page = context.new_page()
    page.goto(f"{HOST}/")
    assert page.get_by_role("button", name="Español").is_visible()
    assert page.get_by_text("Choose a file").first.is_visible()
    assert page.locator(".copy button").is_hidden()
    context.close()
