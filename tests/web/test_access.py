"""Every URL x every person x their own and somebody else's case, generated from the table of URLs."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reencuentro.audit.models import Entry
from reencuentro.casework.models import Case
from tests import cast as the
from tests.web.access import EVERYBODY, OPEN, OWN, ROWS, Row
from tests.web.world import World, build

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
NO_CASE = "R-222222"


def all_names(patterns: Any = None) -> Iterator[str]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if str(pattern.pattern) == "editors/":
            continue  # Wagtail's pages have a door of their own: tests/public/site/test_editors_door.py
        if isinstance(pattern, URLResolver):
            yield from all_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or f"nameless {pattern.pattern}"


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    assert sorted(set(all_names())) == sorted({*ROWS, *OPEN, *OWN})


@pytest.fixture
def worlds(db: None) -> tuple[World, World]:
    cast = the.people()
    return build(cast), build(cast, other=True)


def address(name: str, row: Row, world: World, *, exists: bool = True) -> str:
    """The URL about this world's thing, or about one that does not exist."""
    named = {
        "defender": world.defender,
        "conflict": world.things.get("conflict"),
        "alike": world.things.get("alike"),
    }
    extra = {key: named[value].pk if named.get(value) else value for key, value in row.extra}
    if row.of is None:
        return reverse(name, kwargs=extra)
    thing = world.things[row.of]
    if isinstance(thing, Case):
        return reverse(name, kwargs={"code": thing.code if exists else NO_CASE, **extra})
    return reverse(name, kwargs={"pk": thing.pk if exists else NOBODY, **extra})


def knock(user: Any, url: str, method: str, typed: Iterable[tuple[str, str]] = ()) -> HttpResponseBase:
    """One request of this person; whatever it changes is taken back."""
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        answer = client.post(url, dict(typed)) if method == "POST" else client.get(url)
        transaction.set_rollback(True)
    return answer


def told(answer: HttpResponseBase) -> tuple[int, str]:
    """Status and words, without the token that differs each time."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, re.sub(
        r'(csrfmiddlewaretoken" value=|nonce=|value=)"[^"]*"', "", body.decode("utf-8", "replace")
    )


def test_who_belongs_comes_in_and_nobody_else_learns_that_it_exists(worlds: tuple[World, World]) -> None:
    leaks, closed = [], []
    for name, row in ROWS.items():
        for mine, other in (worlds, worlds[::-1]):
            url = address(name, row, mine)
            for who in sorted(EVERYBODY):
                status = knock(mine.person(who), url, row.method, row.typed).status_code
                if who in row.who and status not in (200, 204, 302):
                    closed.append(f"{name} to {who}: {status}")
                if who not in row.who and status != 404:
                    leaks.append(f"{name} to {who}: {status}")
            if row.of and not row.takes_all:
                leaks += _strangers(name, row, other, url)
    assert "\n".join(leaks) == ""
    assert "\n".join(closed) == ""


def _strangers(name: str, row: Row, other: World, url: str) -> list[str]:
    """The people of the other case: the same answer for "not yours" and "does not exist", by GET and by POST."""
    found = []
    nothing = address(name, row, other, exists=False)
    for who in sorted(EVERYBODY - (row.who & {"administrator", "editor"})):
        for method in {row.method, "POST"}:
            entries = Entry.objects.count()
            theirs, none = (told(knock(other.person(who), one, method, row.typed)) for one in (url, nothing))
            if theirs[0] not in (404, 405) or theirs != none:
                found.append(f"{name} to {who} of the other case by {method}: {theirs[0]}, not {none[0]}")
            if Entry.objects.count() != entries:
                found.append(f"{name} to {who} of the other case by {method}: something was written")
    return found


def test_who_is_not_signed_in_is_asked_to_whatever_they_ask_for(worlds: tuple[World, World]) -> None:
    answers = set()
    for name, row in ROWS.items():
        for exists in (True, False):
            answer = knock(None, address(name, row, worlds[0], exists=exists), row.method)
            answers.add((answer.status_code, answer.get("Location", name).split("?")[0]))
    assert answers == {(302, reverse("account_login"))}


def test_a_private_page_is_kept_by_no_browser_and_no_search_engine(worlds: tuple[World, World]) -> None:
    wrong = []
    for name, row in ROWS.items():
        answer = knock(worlds[0].person(min(row.who)), address(name, row, worlds[0]), row.method, row.typed)
        policy = answer.get("Content-Security-Policy", "")
        rules = {
            "no-store": "no-store" in answer.get("Cache-Control", ""),
            "noindex": answer.get("X-Robots-Tag") == "noindex, noarchive",
            "no frames": answer.get("X-Frame-Options") == "DENY",
            "policy": "default-src 'none'" in policy and "unsafe-inline" not in policy,
        }
        wrong += [f"{name}: {rule}" for rule, kept in rules.items() if not kept]
    assert wrong == []
