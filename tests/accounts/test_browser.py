"""Passkeys in a real browser with a virtual device; the account pages under axe in both languages and two widths."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from reencuentro.accounts import actions, links
from reencuentro.accounts.models import Role, Session, User
from reencuentro.accounts.rules import OPERATOR

from . import cast as people
from .cast import PASSWORD, Cast, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return people.make()


def sign_in(page: Page, site: str, user: User) -> None:
    page.goto(site + "/account/sign-in/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def test_passkey_is_set_up_and_then_signs_in_alone(page: Page, live_server: Any, world: Cast) -> None:
    site = live_server.url.replace("127.0.0.1", "localhost")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, site, world.advocate)
    page.goto(site + "/account/second-factor/")
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Set up").click()
    page.wait_for_url("**/codes/")
    assert page.locator(".codes li").count() == 10
    [passkey] = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    assert (passkey.user, passkey.data["name"]) == (world.advocate, "phone")
    page.context.clear_cookies()
    page.goto(site + "/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(site + "/account/")
    assert page.get_by_role("heading", name="My profile").is_visible()
    page.context.clear_cookies()
    sign_in(page, site, world.advocate)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda url: "second-factor" not in url)
    assert Session.objects.filter(user=world.advocate).count() == 3


CLOSED = (
    "/account/",
    "/account/sessions/",
    "/account/password/",
    "/account/email/",
    "/account/sign-out/",
    "/account/second-factor/",
    "/account/second-factor/app/remove/",
    "/account/second-factor/codes/renew/",
    "/account/second-factor/passkeys/",
    "/account/second-factor/passkeys/add/",
    "/notices/",
    "/notices/preferences/",
)
OPEN = ("/account/sign-in/", "/account/forgotten/", "/link/")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [1240, 390])
def test_axe_finds_nothing(page: Page, live_server: Any, world: Cast, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    found = {path: violations(page, live_server.url + path) for path in OPEN}
    client = confirmed(world.advocate)
    page.context.add_cookies([cookie(client, live_server.url)])
    found |= {path: violations(page, live_server.url + path) for path in CLOSED}
    found["join"] = violations(page, live_server.url + invitation(world))
    page.context.add_cookies([cookie(confirmed(world.editor), live_server.url)])
    found["app"] = violations(page, live_server.url + "/account/second-factor/app/add/")
    assert {path: names for path, names in found.items() if names} == {}


def confirmed(user: User) -> Client:
    client = signed_in(user)
    client.post("/account/again/", {"password": PASSWORD})
    return client


def invitation(world: Cast) -> str:
    """The path of an invitation that waits."""
    link = actions.invite(
        by=OPERATOR, organisation=world.partner, role=Role.ADVOCATE, email="new@example.org", by_mail=False
    )
    return links.path(links.mint(link))


def cookie(client: Client, url: str) -> Any:
    return {"name": "reencuentro", "value": client.cookies["reencuentro"].value, "url": url}


def violations(page: Page, url: str) -> list[str]:
    page.goto(url)
    folder = os.environ.get("REENCUENTRO_TEST_PICTURES")
    if folder:
        width = page.viewport_size["width"] if page.viewport_size else 0
        lang = page.evaluate("document.documentElement.lang")
        name = page.url.split("/", 3)[3].replace("/", "-")
        page.screenshot(path=f"{folder}/{name}{lang}-{width}.png", full_page=True)
    return [violation["id"] for violation in Axe().run(page).response["violations"]]
