"""What counts as a request to the public site, and what as a file that is sent."""

from typing import Any

import pytest
from django.test import RequestFactory

from reencuentro.config import visiting
from reencuentro.config.headers import _counted


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/en/", True), ("/es/quienes-somos/", True), ("/pictures/a.webp", True), ("/downloads/1/a.pdf", True),
        ("/sitemap.xml", True), ("/robots.txt", True), ("/", False), ("/english/", False), ("/editors/", False),
        ("/cases/", False), ("/account/sign-in/", False), ("/static/en/", False),
    ],
)  # fmt: skip
def test_what_is_public_is_said_by_the_address(path: str, public: bool) -> None:
    assert visiting.is_public(RequestFactory().get(path)) is public


def test_cookies_are_taken_away_before_anything_reads_them() -> None:
    request = RequestFactory(HTTP_COOKIE="reencuentro=secret; django_language=es").get("/en/")
    assert request.COOKIES == {"reencuentro": "secret", "django_language": "es"}
    visiting.forget_who(request)
    assert (request.COOKIES, "HTTP_COOKIE" in request.META) == ({}, False)


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("/editors/pages/5/edit/", ["editing"]),
        ("/editors/pages/5/edit/preview/", ["editing"]),
        ("/editors/images/add/", ["editing", "uploads"]),
        ("/editors/images/chooser/create/", ["editing", "uploads"]),
        ("/editors/documents/add/", ["editing", "uploads"]),
        ("/work/x/deliver/", ["requests", "uploads"]),
    ],
)
def test_a_page_form_is_no_upload_though_it_is_sent_like_one(
    settings: Any, path: str, counted: list[str]
) -> None:
    settings.RATE_LIMITS = dict.fromkeys(("requests", "strangers", "visitors", "editing", "uploads"), (1, 1))
    request = RequestFactory().post(path, {"title": "x"})
    request.user, request.session = _Somebody(), _Session()  # type: ignore[assignment]
    assert [name for name, _limit, _who in _counted(request)] == counted


class _Somebody:
    is_authenticated = True


class _Session:
    session_key = "x"
