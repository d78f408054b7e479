"""What every response carries and what is refused before anything reads it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reencuentro.config import limits
from tests import cast

SIGN_IN = "/account/sign-in/"
EVERYWHERE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": None,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": None,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, noarchive",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def big() -> bytes:
    return b"a=" + b"x" * (1024 * 1024)


def missing_headers(response: Any) -> list[str]:
    return [
        name
        for name, value in EVERYWHERE.items()
        if not response.headers.get(name) or (value and response.headers[name] != value)
    ]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("get", "/", 302), ("get", SIGN_IN, 200), ("get", "/no/such/page", 404), ("put", SIGN_IN, 405)],
)
def test_pages_and_refusals_carry_all_headers(client: Client, method: str, address: str, status: int) -> None:
    response = getattr(client, method)(address)
    assert response.status_code == status
    assert missing_headers(response) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    response = client.generic(method, SIGN_IN)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_camera_and_all_other_features_are_off_but_passkeys_and_copying(client: Client) -> None:
    policy = dict(part.split("=") for part in client.get(SIGN_IN).headers["Permissions-Policy"].split(", "))
    assert policy["camera"] == policy["geolocation"] == policy["microphone"] == "()"
    assert sorted(name for name, value in policy.items() if value != "()") == [
        "clipboard-write",
        "publickey-credentials-create",
        "publickey-credentials-get",
    ]


def test_a_body_over_one_megabyte_is_refused(client: Client, big: bytes) -> None:
    form = "application/x-www-form-urlencoded"
    response = client.generic("POST", SIGN_IN, big, content_type=form)
    assert response.status_code == 413
    assert missing_headers(response) == []


def test_files_of_somebody_without_a_session_count_as_any_body(client: Client, big: bytes) -> None:
    form = "multipart/form-data; boundary=x"
    assert client.generic("POST", SIGN_IN, big, content_type=form).status_code == 413


def test_files_of_a_session_may_be_as_large_as_the_upload_limit_and_not_twice(
    client: Client, big: bytes, settings: Any
) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    form = "multipart/form-data; boundary=x"
    assert client.generic("POST", SIGN_IN, big, content_type=form).status_code != 413
    settings.UPLOAD_LIMIT = len(big) // 2
    assert client.generic("POST", SIGN_IN, big + b"xx", content_type=form).status_code == 413


# --- how often -----------------------------------------------------------------------------------------------


@pytest.fixture
def limited(settings: Any, tmp_path: Path) -> Any:
    """A second as long as a day, so that no test depends on the clock."""
    settings.RATE_LIMITS = {"requests": (5, 86_400), "strangers": (3, 86_400), "uploads": (2, 86_400)}
    settings.DATA_DIR = tmp_path
    return settings


def test_a_stranger_is_slowed_down_by_address(client: Client, limited: Any) -> None:
    assert [client.get(SIGN_IN).status_code for _time in range(4)] == [200, 200, 200, 429]
    assert Client(REMOTE_ADDR="192.0.2.9").get(SIGN_IN).status_code == 200


def test_a_made_up_cookie_is_no_session(limited: Any) -> None:
    def ask(number: int) -> int:
        client = Client()
        client.cookies[limited.SESSION_COOKIE_NAME] = f"made-up-{number}"
        return client.get(SIGN_IN).status_code

    assert [ask(number) for number in range(4)] == [200, 200, 200, 429]


def test_a_session_is_slowed_down_on_its_own(limited: Any) -> None:
    people = cast.people()
    busy, other = Client(), Client()
    busy.force_login(people.advocate)
    other.force_login(people.advocate)
    answers = [busy.get("/no/such/page").status_code for _time in range(6)]
    assert answers == [404, 404, 404, 404, 404, 429]
    assert other.get("/no/such/page").status_code == 404


def test_a_page_asked_for_too_often_comes_by_itself_a_second_later(client: Client, limited: Any) -> None:
    limited.RATE_LIMITS = {"strangers": (0, 1)}
    response = client.get(SIGN_IN)
    assert (response.status_code, response.headers["Refresh"], response.headers["Retry-After"]) == (
        429,
        "1",
        "1",
    )
    assert missing_headers(response) == []
    assert "Refresh" not in client.post(SIGN_IN).headers


def test_uploads_are_counted_by_themselves(limited: Any) -> None:
    client = Client()
    client.force_login(cast.people().advocate)
    form = {"data": b"--x--\r\n", "content_type": "multipart/form-data; boundary=x"}
    answers = [client.generic("POST", "/no/such/page", **form).status_code for _time in range(3)]
    assert answers == [404, 404, 429]


def test_behind_a_proxy_the_last_address_counts(limited: Any) -> None:
    limited.BEHIND_PROXY = True

    def ask(forwarded: str) -> int:
        return Client(headers={"X-Forwarded-For": forwarded}).get(SIGN_IN).status_code

    made_up = [ask(f"198.51.100.{number}, 192.0.2.1") for number in range(4)]
    assert made_up == [200, 200, 200, 429]
    assert ask("192.0.2.1, 192.0.2.2") == 200


def test_the_file_of_counts_holds_no_address(client: Client, limited: Any) -> None:
    client.get(SIGN_IN)
    written = b"".join(path.read_bytes() for path in limits.path().parent.glob("limits.sqlite3*"))
    assert len(written) > 0
    assert b"127.0.0.1" not in written


def test_counts_begin_anew_and_old_ones_are_forgotten(limited: Any) -> None:
    limit = limits.Limit(2, 10)
    assert [limits.allows("x", limit, "ana", now) for now in (100, 101, 109, 110)] == [
        True,
        True,
        False,
        True,
    ]
    limits.forget(limits._file(), 110 + limits.KEEP_SECONDS + 1)
    assert limits._file().execute("SELECT count(*) FROM hits").fetchone() == (0,)


def test_a_count_that_cannot_be_written_lets_people_work(limited: Any, tmp_path: Path) -> None:
    limited.DATA_DIR = tmp_path / "gone"
    assert limits.allows("x", limits.Limit(0, 1), "ana") is True
