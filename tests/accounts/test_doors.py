from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from .cast import Cast, enrol, signed_in


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + (entry.name or "")
        else:
            inside = f"{entry.namespace}:" if entry.namespace else ""
            yield from names(entry, prefix + inside)


def test_open_pages_are_exactly_these() -> None:
    assert settings.OPEN_NAMES == (
        "account_login",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "forgotten",
        "link",
        "open_link",
        "set_language",
        "look",
        "join",
        "join_country",
        "join_thanks",
        "home",
        "wagtail_serve",
        "site_search",
        "news_feed",
        "picture",
        "wagtaildocs_serve",
        "sitemap",
        "robots",
    )
    assert set(settings.OPEN_NAMES) <= set(names(get_resolver()))


PATHS = (
    "/account/",
    "/account/password/",
    "/account/email/",
    "/account/sessions/",
    "/account/again/",
    "/account/second-factor/",
    "/account/second-factor/again/",
    "/account/second-factor/app/add/",
    "/account/second-factor/codes/",
    "/account/second-factor/passkeys/",
    "/account/second-factor/passkeys/add/",
    "/account/sign-out/",
    "/notices/",
    "/notices/preferences/",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_other_page_sends_strangers_to_sign_in(cast: Cast, path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.url) == (302, f"/account/sign-in/?next={path}")


@pytest.mark.parametrize(
    "path", ["/account/sessions/others/end/", "/account/sessions/abc/end/", "/notices/read/"]
)
def test_writes_take_post_only(cast: Cast, path: str) -> None:
    assert signed_in(cast.advocate).get(path).status_code == 405


@pytest.mark.parametrize("who", ["advocate", "coordinator", "defender", "administrator", "editor"])
def test_without_second_factor_one_reaches_enrolment_only(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get("/account/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/account/").url == client.get("/notices/").url == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/account/second-factor/app/add/").url.startswith("/account/again/")


def test_recovery_codes_alone_are_no_second_factor(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    Authenticator.objects.update(type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x:x", "used_mask": 0})
    assert client.get("/account/").status_code == 302


def test_editor_who_never_sees_a_case_needs_none(cast: Cast) -> None:
    assert signed_in(cast.editor).get("/account/").status_code == 200


def test_demo_asks_for_none(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    client = signed_in(cast.advocate)
    Authenticator.objects.all().delete()
    assert client.get("/account/").status_code == 200


def test_enrolled_person_passes(cast: Cast) -> None:
    enrol(cast.defender)
    assert signed_in(cast.defender).get("/account/").status_code == 200
