"""One browser for a module of journeys; each person has a window of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from reencuentro.accounts.models import User
from tests import cast as the
from tests.cast import Cast

from .somebody import BROWSER, Somebody

LAST_PAGES = os.environ.get("REENCUENTRO_TEST_PICTURES", "")  # where to keep the last page of each person
PATIENCE = 15_000  # milliseconds until something that does not come is missing; a busy machine is slow
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not longer than a module: Playwright's loop would be in the way of the next tests of this process."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the loop is Playwright's, the queries are ours
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Enrolling a second factor has its own tests, in tests/accounts; here everybody is through that door."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()  # every journey signs in from one address, and sign-ins of an address are limited
    people = the.people()
    for user, hours, fluent in (
        (people.defender, 1.5, {"spa": 3, "cab": 2}),
        (people.other_defender, 6.0, {"spa": 3}),
    ):
        profile = user.defender_profile
        profile.departments, profile.languages = {"HN.02": hours}, fluent
        profile.save()
    return people


@pytest.fixture
def window(browser: Browser, live_server: Any) -> Iterator[Callable[..., Somebody]]:
    """`window(user, width=390, language="es")`: this person at a browser, not yet signed in."""
    opened: list[BrowserContext] = []

    def _window(
        user: User,
        *,
        width: int = 1240,
        language: str = "en",
        never: tuple[str, ...] = (),
        scripts: bool = True,
        album: Path | None = None,
        chosen: tuple[str, ...] = (),
        kind: type[Somebody] = Somebody,
    ) -> Somebody:
        user.language = language
        user.save(update_fields=["language"])
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900},
            locale=language,
            java_script_enabled=scripts,
            device_scale_factor=2 if album and width < 500 else 1,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return kind(user, context.new_page(), live_server.url, never, scripts, album, chosen)

    yield _window
    for number, context in enumerate(opened):
        if LAST_PAGES:
            context.pages[0].screenshot(path=f"{LAST_PAGES}/{number}.png", full_page=True)
        context.close()
