"""The editing pages: Editors alone, and of Wagtail only what they use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reencuentro.accounts import actions
from reencuentro.accounts.models import User
from reencuentro.public.site.identity import SiteIdentity
from tests.cast import Cast

from .helping import page_at, signed_in

OTHERS = ("advocate", "coordinator", "defender", "administrator")


def editing_addresses(patterns: Any = None, before: str = "/") -> Iterator[str]:
    """Every address of Wagtail's own URL table, with 1 or "x" where it wants a number or a word."""
    for pattern in patterns if patterns is not None else editing_patterns():
        part = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from editing_addresses(pattern.url_patterns, before + part)
        elif isinstance(pattern, URLPattern) and not part.startswith("^"):
            yield before + "/".join(_filled(each) for each in part.split("/"))


def editing_patterns() -> list[Any]:
    return [each for each in get_resolver().url_patterns if str(each.pattern) == "editors/"] + [
        inner
        for outer in get_resolver().url_patterns
        if isinstance(outer, URLResolver)
        for inner in outer.url_patterns
        if str(inner.pattern) == "editors/"
    ]


def _filled(part: str) -> str:
    if not part.startswith("<"):
        return part
    return "1" if part.startswith("<int:") else "x"


@pytest.mark.parametrize("who", OTHERS)
def test_for_everybody_else_no_editing_page_exists(cast: Cast, site: int, who: str) -> None:
    addresses = sorted(set(editing_addresses()))
    assert len(addresses) > 150
    client = signed_in(getattr(cast, who))
    answers = {
        (address, method): getattr(client, method)(address).status_code
        for address in addresses
        for method in ("get", "post")
    }
    assert {key: status for key, status in answers.items() if status != 404} == {}


def test_strangers_are_asked_to_sign_in(site: int, client: Client) -> None:
    answer = client.get("/editors/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/editors/")


@pytest.mark.parametrize(
    "part",
    [
        "users/", "groups/", "sites/", "locales/", "collections/", "workflows/list/", "workflows/tasks/index/",
        "password_reset/", "bulk/accounts/user/delete/", "test404/", "failwhale/", "styleguide/",
    ],
)  # fmt: skip
def test_parts_that_are_not_used_do_not_exist_for_editors_either(cast: Cast, site: int, part: str) -> None:
    client = signed_in(cast.editor)
    assert [client.get(f"/editors/{part}").status_code, client.post(f"/editors/{part}").status_code] == [
        404,
        404,
    ]


def test_the_interface_for_programs_can_only_be_read(cast: Cast, site: int) -> None:
    page = page_at("/en/about-us/team/")
    client = signed_in(cast.editor)
    assert client.get("/editors/api/main/pages/").status_code == 200
    assert client.post(f"/editors/api/main/pages/{page.pk}/action/unpublish/").status_code == 404


@pytest.mark.parametrize(
    "part",
    [
        "", "pages/", "images/", "images/add/", "documents/", "documents/add/", "redirects/", "redirects/add/",
        "settings/public_site/siteidentity/{identity}/", "reports/site-history/", "reports/locked/",
        "reports/workflow/", "reports/workflow_tasks/", "reports/aging-pages/", "reports/page-types-usage/",
    ],
)  # fmt: skip
def test_what_editors_use_opens_and_needs_no_inline_script(cast: Cast, site: int, part: str) -> None:
    part = part.format(identity=SiteIdentity.objects.get().pk)
    answer = signed_in(cast.editor).get(f"/editors/{part}")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<script>" not in html
    assert "gravatar" not in html


def test_the_policy_of_the_editing_pages_lets_in_no_foreign_or_inline_script(cast: Cast, site: int) -> None:
    answer = signed_in(cast.editor).get("/editors/")
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split(";"))
    assert rules["script-src"] == rules["connect-src"] == rules["frame-ancestors"] == "'self'"
    assert rules["default-src"] == "'none'"
    assert (answer.headers["X-Frame-Options"], answer.headers["Cache-Control"]) == ("SAMEORIGIN", "no-store")


def test_signing_in_and_out_and_the_own_profile_are_ours(cast: Cast, site: int) -> None:
    client = signed_in(cast.editor)
    answers = {part: client.get(f"/editors/{part}/")["Location"] for part in ("login", "logout", "account")}
    assert answers == {
        "login": "/account/sign-in/",
        "logout": "/account/sign-out/",
        "account": "/account/",
    }


def test_pictures_come_one_by_one_so_that_each_is_described(cast: Cast, site: int) -> None:
    client = signed_in(cast.editor)
    assert client.get("/editors/images/multiple/add/")["Location"] == "/editors/images/add/"


def test_no_name_of_anybody_but_colleagues_is_on_the_pages(cast: Cast, site: int) -> None:
    client = signed_in(cast.editor)
    others = [getattr(cast, who).full_name for who in OTHERS]
    seen = "".join(
        client.get(f"/editors/{part}").content.decode()
        for part in ("", "pages/", "reports/site-history/", "reports/workflow/", "images/")
    )
    assert cast.editor.full_name in seen
    assert [name for name in others if name in seen] == []


def test_a_preview_stands_in_a_frame_of_ours_and_is_kept_by_nobody(cast: Cast, site: int) -> None:
    page = page_at("/en/about-us/")
    answer = signed_in(cast.editor).get(f"/editors/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    html = answer.content.decode()
    assert "A quote has its place here" in html
    assert 'content="noindex"' in html


def test_the_place_of_a_quote_is_seen_in_previews_alone(site: int, client: Client) -> None:
    assert "A quote has its place here" not in client.get("/en/about-us/").content.decode()


def test_who_is_no_editor_any_more_is_out(cast: Cast, site: int) -> None:
    client = signed_in(cast.editor)
    assert client.get("/editors/").status_code == 200
    actions.end_membership(cast.editor, by=cast.administrator)
    assert client.get("/editors/").status_code == 302
    assert not User.objects.get(pk=cast.editor.pk).groups.exists()
