from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client

from reencuentro.accounts import second_factor
from reencuentro.accounts.models import Session, User
from reencuentro.audit.models import Entry

from .cast import PASSWORD, TOTP_SECRET, Cast, enrol, signed_in

SIGN_IN = "/account/sign-in/"
ASK = "/account/second-factor/ask/"


def code(step: int = 0) -> str:
    """The code of the app now, or `step` times 30 s away."""
    now = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(TOTP_SECRET, now + step))


def try_password(client: Client, email: str = "nora@example.org", password: str = PASSWORD) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password})


def verbs() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def test_email_and_password_are_enough_only_without_second_factor(cast: Cast) -> None:
    client = Client(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Gecko/128.0 Firefox/128.0"})
    answer = try_password(client)
    assert (answer.status_code, answer.url) == (302, "/")
    session = Session.objects.get(user=cast.advocate)
    assert session.device == "Firefox · Android"
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.verb, entry.actor, entry.details) == (
        "signed_in",
        cast.advocate.ledger_name,
        {"factors": "password"},
    )


def test_second_factor_is_asked_and_gives_entry(cast: Cast) -> None:
    enrol(cast.advocate)
    client = Client()
    assert try_password(client).url == ASK
    assert client.get("/account/").status_code == 302
    answer = client.post(ASK, {"code": code()})
    assert (answer.status_code, answer.url) == (302, "/")
    assert Entry.objects.order_by("-seq")[0].details == {"factors": "password+totp"}


def test_code_of_the_app_works_once_even_within_the_tolerance(cast: Cast) -> None:
    enrol(cast.advocate)
    first, second = Client(), Client()
    spent = code(-1)
    try_password(first)
    assert first.post(ASK, {"code": spent}).status_code == 302
    cache.clear()  # what allauth remembers for 30 seconds is not what protects us
    try_password(second)
    answer = second.post(ASK, {"code": spent})
    assert answer.status_code == 200
    assert second.get("/account/").status_code == 302
    assert verbs()[-1] == "second_factor_refused"
    assert second.post(ASK, {"code": code()}).status_code == 302


def test_older_code_than_the_last_used_is_refused(cast: Cast) -> None:
    authenticator = enrol(cast.advocate)
    assert second_factor.spend(cast.advocate, authenticator, code(0)) is True
    assert second_factor.spend(cast.advocate, authenticator, code(-1)) is False
    assert second_factor.spend(cast.advocate, authenticator, code(1)) is True


def test_secret_of_the_app_is_sealed_in_its_owners_box(cast: Cast) -> None:
    enrol(cast.advocate)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchone()[0])
    assert cast.advocate.box_id.hex in stored
    assert TOTP_SECRET not in stored
    kept = Authenticator.objects.get().data["secret"]
    assert second_factor.Adapter().decrypt(kept) == TOTP_SECRET


@pytest.mark.parametrize("email", ["nora@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_get_the_same_answer(cast: Cast, email: str) -> None:
    answer = try_password(Client(), email, "not the password")
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["E-mail and password do not belong together."]
    entry = Entry.objects.order_by("-seq")[0]
    about = cast.advocate.ledger_ref if email.startswith("nora") else "unknown"
    assert (entry.verb, entry.actor, entry.about, entry.details) == ("sign_in_failed", "somebody", about, {})


@pytest.mark.parametrize("email", ["nora@example.org", "nobody@example.org", "left@example.org"])
def test_a_password_is_hashed_exactly_once_whether_the_address_is_known_or_not(
    cast: Cast, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or encode(self, *a, **k)
    )
    User.objects.create_person(email="left@example.org")  # without password, inactive
    try_password(Client(), email, "not the password")
    assert len(hashed) == 1


def test_fifty_tries_get_five_answers_and_then_429(cast: Cast) -> None:
    codes = [try_password(Client(), password=f"guess {n} of fifty!").status_code for n in range(50)]
    assert codes == [200] * 5 + [429] * 45
    assert try_password(Client()).status_code == 429  # nor the right one, for the rest of the minute
    assert verbs().count("sign_in_failed") == 5


def test_limit_of_one_person_holds_from_everywhere(cast: Cast) -> None:
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{n}")
        .post(SIGN_IN, {"login": "nora@example.org", "password": "x" * 14})
        .status_code
        for n in range(7)
    ]
    assert answers == [200] * 5 + [429] * 2
    other = Client(REMOTE_ADDR="192.0.2.99").post(
        SIGN_IN, {"login": "ines@example.org", "password": PASSWORD}
    )
    assert other.status_code == 302


def test_guessing_the_second_factor_ends_with_429(cast: Cast) -> None:
    enrol(cast.advocate)
    client = Client()
    try_password(client)
    codes = [client.post(ASK, {"code": f"00000{n}"}).status_code for n in range(6)]
    assert codes == [200] * 5 + [429]
    assert client.get(ASK).url == SIGN_IN


def test_cache_shows_neither_ip_nor_email(cast: Cast) -> None:
    Client(REMOTE_ADDR="192.0.2.77").post(SIGN_IN, {"login": "nora@example.org", "password": "x" * 14})
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [row[0] for row in cursor]
    assert len(keys) >= 3  # by IP, by person, for a minute and for an hour
    assert [key for key in keys if "192.0" in key or cast.advocate.username in key] == []


def test_flood_of_other_addresses_does_not_push_a_limit_out_of_the_cache(cast: Cast) -> None:
    for n in range(5):
        try_password(Client(), password=f"guess number {n}")
    assert try_password(Client()).status_code == 429
    for n in range(1000):
        cache.set(f"somebody else {n}", n, 60)
    assert try_password(Client()).status_code == 429


def test_cookie_ends_with_the_browser_and_no_script_reads_it(cast: Cast) -> None:
    client = Client()
    try_password(client)
    cookie = client.cookies["reencuentro"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == (
        "",
        "",
        True,
        "Lax",
    )


def test_sign_out_is_recorded_and_ends_the_session(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    assert client.get("/account/sign-out/").status_code == 200
    assert client.post("/account/sign-out/").status_code == 302
    assert verbs()[-1] == "signed_out"
    assert Session.objects.filter(user=cast.advocate).count() == 0


def test_pages_come_in_the_persons_language_after_sign_in(cast: Cast) -> None:
    client = Client()
    answer = try_password(client, "tomasa@example.org")
    assert answer.cookies["django_language"].value == "es"


def test_sign_in_goes_nowhere_else(cast: Cast) -> None:
    answer = Client().post(
        SIGN_IN + "?next=https://evil.example/", {"login": "nora@example.org", "password": PASSWORD}
    )
    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/account/sign-up/",
        "/accounts/signup/",
        "/account/password/reset/",
        "/account/confirm-email/",
        "/admin/",
    ],
)
def test_what_we_do_not_use_of_allauth_is_not_there(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 404
