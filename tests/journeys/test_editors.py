"""Two Editors in a browser: one writes, sees it beside, submits; the other reads and publishes. No inline script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reencuentro.public.site.actions.seed import seed
from tests.cast import Cast

from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "/en/about-us/our-story/"
WORDS = "A lead that two people have read."


def watched(page: Page, wrong: list[str]) -> Page:
    """What the browser refuses or misses goes on the list."""
    page.on(
        "console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    return page


def more(page: Page, words: str) -> None:
    page.get_by_role("button", name=re.compile("More actions|Más acciones")).click()
    page.locator("footer button", has_text=words).first.click()


def test_a_page_is_written_by_one_and_published_by_another(
    cast: Cast, window: Callable[..., Somebody], live_server: Any
) -> None:
    seed()
    wrong: list[str] = []
    author = window(cast.editor)
    author.sign_in()
    page = watched(author.page, wrong)
    page.goto(f"{live_server.url}/editors/pages/search/?q=Our+story")
    page.locator("a[href*='/edit/']").first.click()
    expect(page.locator("#id_title")).to_have_value("Our story")
    page.locator("#id_lead").fill(WORDS)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title='Preview']").first
    expect(preview.locator(".lead")).to_have_text(WORDS)
    edit = page.url
    more(page, "Submit to")
    page.wait_for_url("**/editors/pages/*/")

    page.goto(edit)
    page.get_by_role("button", name="More actions").click()
    assert page.locator("footer button", has_text="Approve").count() == 0  # not one's own words

    reader = window(cast.second_editor, language="es")
    reader.sign_in()
    other = watched(reader.page, wrong)
    other.goto(edit)
    expect(other.locator("#id_lead")).to_have_value(WORDS)
    more(other, "Aprobar y")
    other.wait_for_url("**/editors/pages/*/")
    other.goto(live_server.url + ADDRESS)
    expect(other.locator(".lead")).to_have_text(WORDS)
    assert wrong == []
