"""What a visitor's browser gets and keeps: the same page for everybody, no cookie, for a minute at most."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reencuentro.public.site.models import PlainPage
from tests.cast import Cast

from .helping import page_at, signed_in

PAGES = ("/en/", "/es/quienes-somos/", "/en/our-work/child-detention-crisis/", "/en/contact/")


def test_a_public_page_may_be_kept_for_a_minute_and_carries_all_other_headers(
    site: int, client: Client
) -> None:
    answer = client.get("/en/")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "X-Robots-Tag" not in answer.headers
    assert "Vary" not in answer.headers
    expected = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert {name: answer.headers[name] for name in expected} == expected


def test_the_policy_of_a_public_page_is_as_strict_as_of_any_other(site: int, client: Client) -> None:
    policy = client.get("/en/").headers["Content-Security-Policy"]
    assert policy == client.get("/account/sign-in/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_inline_script_or_style_and_nothing_from_elsewhere(
    site: int, client: Client, address: str
) -> None:
    html = client.get(address).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html) == []
    loaded = re.findall(
        r'<(?:script|img|iframe|source)[^>]*\bsrc="([^"]+)|<link rel="(?:icon|stylesheet)" href="([^"]+)',
        html,
    )
    assert loaded
    assert [one for pair in loaded for one in pair if one and not one.startswith("/")] == []


@pytest.mark.parametrize(
    "address", [*PAGES, "/en/nowhere/", "/sitemap.xml", "/robots.txt", "/pictures/none.webp"]
)
def test_no_cookie_is_set_and_no_token_written(site: int, client: Client, address: str) -> None:
    answer = client.get(address)
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_neither_session_nor_person_is_asked_for(site: int, client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        request = client.get("/en/about-us/").wsgi_request
    tables = " ".join(query["sql"] for query in queries)
    assert "accounts_" not in tables
    assert not request.session.accessed


def test_somebody_signed_in_sees_what_everybody_sees(cast: Cast, site: int, client: Client) -> None:
    editor = signed_in(cast.editor)
    assert editor.get("/").status_code == 302  # really signed in
    seen = editor.get("/en/about-us/")
    assert seen.content == client.get("/en/about-us/").content
    assert not seen.cookies


def test_a_language_cookie_changes_nothing(site: int, client: Client) -> None:
    plain = client.get("/en/about-us/").content
    client.cookies["django_language"] = "es"
    assert client.get("/en/about-us/").content == plain


def test_a_browser_that_has_the_page_is_told_so(site: int, client: Client) -> None:
    first = client.get("/en/about-us/")
    again = client.get("/en/about-us/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60"
    PlainPage.objects.filter(url_path="/en/about-us/team/").update(search_description="Something new.")
    assert client.get("/en/about-us/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/en/nowhere/", "/pictures/none.webp"])
def test_what_is_not_there_is_not_kept(site: int, client: Client, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_pages_of_the_staff_are_kept_by_nobody_as_before(cast: Cast, site: int) -> None:
    answer = signed_in(cast.coordinator).get("/inbox/")
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "no-store",
        "noindex, noarchive",
    )


def test_a_visitor_has_a_limit_of_their_own(site: int, settings: Any, tmp_path: Any) -> None:
    settings.RATE_LIMITS = {"visitors": (2, 86_400), "strangers": (1, 86_400)}
    settings.DATA_DIR = tmp_path
    assert [Client().get("/en/").status_code for _time in range(3)] == [200, 200, 429]
    assert Client().get("/account/sign-in/").status_code == 200


@pytest.mark.parametrize("address", ["/en/", "/en/about-us/", "/en/about-us/team/", "/sitemap.xml"])
def test_as_many_queries_with_3_pages_as_with_300(site: int, client: Client, address: str) -> None:
    add_pages(3)
    few, short = visit(client, address)
    add_pages(297)
    many, long = visit(client, address)
    assert many == few
    if address != "/en/about-us/team/":
        assert (
            long > short + 10_000
        )  # they are in the menu, the list or the map: there was something to count


def visit(client: Client, address: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries), len(answer.content)


def add_pages(count: int) -> None:
    for number in range(count):
        above = page_at("/en/about-us/")
        slug = f"page-{count}-{number}"
        above.add_child(
            instance=PlainPage(title=f"Page {slug}", slug=slug, locale=above.locale, show_in_menus=True)
        )
