"""Every URL x every person x their own and somebody else's case, generated from the table of URLs."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reencuentro.audit.models import Entry
from tests import cast as the
from tests.web.access import EVERYBODY, OPEN, ROWS, Row
from tests.web.world import World, build

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
NO_CASE = "R-222222"


def all_names(patterns: Any = None) -> Iterator[str]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from all_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or f"nameless {pattern.pattern}"


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    assert sorted(set(all_names())) == sorted({*ROWS, *OPEN})


@pytest.fixture
def worlds(db: None) -> tuple[World, World]:
    cast = the.people()
    return build(cast), build(cast, other=True)


def address(name: str, row: Row, thing: Any) -> str:
    """The URL about this thing; `thing` None for one that does not exist."""
    if row.of is None:
        return reverse(name, kwargs=dict(row.extra))
    key = "code" if row.of == "case" else "pk"
    value = thing if thing is not None else (NO_CASE if key == "code" else NOBODY)
    return reverse(name, kwargs={key: getattr(value, key, value), **dict(row.extra)})


def knock(user: Any, url: str, method: str) -> HttpResponseBase:
    """One request of this person; whatever it changes is taken back."""
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        answer = client.generic(method, url)
        transaction.set_rollback(True)
    return answer


def told(answer: HttpResponseBase) -> tuple[int, str]:
    """Status and words, without the token that differs each time."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value=|nonce=|value=)"[^"]*"', "", body.decode("utf-8", "replace"))


PRIVATE = sorted(ROWS)


@pytest.mark.parametrize("name", PRIVATE)
def test_who_belongs_comes_in_and_nobody_else_learns_that_it_exists(name: str, worlds: tuple[World, World]) -> None:
    row = ROWS[name]
    leaks, closed = [], []
    for mine, other in (worlds, worlds[::-1]):
        thing = mine.things[row.of] if row.of else None
        url = address(name, row, thing)
        for who in sorted(EVERYBODY):
            answer = knock(mine.person(who), url, row.method)
            if who in row.who and answer.status_code not in (200, 204, 302):
                closed.append(f"{who}: {answer.status_code}")
            if who not in row.who and answer.status_code != 404:
                leaks.append(f"{who}: {answer.status_code}")
        if row.of and not row.shared:
            leaks += _strangers(name, row, other, url)
    assert (leaks, closed) == ([], [])


def _strangers(name: str, row: Row, other: World, url: str) -> list[str]:
    """The people of the other case: the same answer for "not yours" and "does not exist", GET and POST."""
    found = []
    nothing = address(name, row, None)
    for who in ("advocate", "child_advocate", "coordinator", "defender", "administrator", "editor"):
        if who in ("administrator", "editor") and who in row.who:
            continue
        for method in {row.method, "POST"}:
            entries = Entry.objects.count()
            theirs, none = (told(knock(other.person(who), address_, method)) for address_ in (url, nothing))
            if theirs[0] not in (404, 405) or theirs != none:
                found.append(f"{who} of the other case, {method}: {theirs[0]} / {none[0]}")
            if Entry.objects.count() != entries:
                found.append(f"{who} of the other case, {method}: something was written")
    return found


@pytest.mark.parametrize("name", PRIVATE)
def test_who_is_not_signed_in_is_asked_to_whatever_they_ask_for(name: str, worlds: tuple[World, World]) -> None:
    row = ROWS[name]
    thing = worlds[0].things[row.of] if row.of else None
    for url in (address(name, row, thing), address(name, row, None)):
        answer = knock(None, url, row.method)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_page_is_never_kept_by_browser_or_search_engine(name: str, worlds: tuple[World, World]) -> None:
    row = ROWS[name]
    thing = worlds[0].things[row.of] if row.of else None
    inside = sorted(row.who)[0]
    answer = knock(worlds[0].person(inside), address(name, row, thing), row.method)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
