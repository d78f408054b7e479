from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from reencuentro.accounts import kept, sessions
from reencuentro.accounts.models import KeptForm, Session

from .cast import PASSWORD, Cast, signed_in

TYPED = {"full_name": "Nora C. de León", "language": "es", "phone": "+502 5555 0100", "time_zone": ""}


def run_out(client: Client) -> None:
    row = Session.objects.get(key_hash=sessions.key_hash(client.cookies["reencuentro"].value))
    Session.objects.filter(pk=row.pk).update(last_seen=timezone.now() - timedelta(minutes=31))


def back(client: Client, cast: Cast) -> None:
    client.force_login(cast.advocate, backend="django.contrib.auth.backends.ModelBackend")


def test_typed_text_survives_an_expired_session(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    answer = client.post("/account/", TYPED)
    assert (answer.status_code, answer.url) == (302, "/account/sign-in/?next=/account/")
    assert "What you typed is kept" in client.get(answer.url).content.decode()
    back(client, cast)
    shown = client.get("/account/").context["form"].initial
    assert shown == TYPED
    again = client.get("/account/").context["form"].initial
    assert again["full_name"] == "Nora Castellanos"  # shown once
    assert KeptForm.objects.count() == 0


def test_kept_text_is_sealed(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    client.post("/account/", TYPED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_keptform")
        stored = b"".join(
            bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for c in cursor.fetchone()
        )
    assert "Nora+C." in KeptForm.objects.get().data
    assert b"Nora" not in stored and b"5555" not in stored


def test_only_its_owner_gets_it_back(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    client.post("/account/", TYPED)
    assert signed_in(cast.coordinator).get("/account/").context["form"].initial["full_name"] == "Inés Robledo"
    assert KeptForm.objects.count() == 1


def test_nothing_is_kept_for_a_session_that_was_ended(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    Session.objects.all().delete()
    assert client.post("/account/", TYPED).status_code == 302
    assert KeptForm.objects.count() == 0


def test_nothing_is_kept_for_strangers_or_without_csrf_token(cast: Cast) -> None:
    Client().post("/account/", TYPED)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = signed_in(cast.advocate).cookies
    run_out(careful)
    assert careful.post("/account/", TYPED).status_code == 403
    assert KeptForm.objects.count() == 0


def test_passwords_codes_and_tokens_are_never_kept(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    client.post("/account/", {**TYPED, "password": PASSWORD, "code": "123456", "csrfmiddlewaretoken": "t"})
    data = KeptForm.objects.get().data
    assert "full_name=" in data
    assert [word for word in ("password", "code", "csrf") if f"{word}" in data] == []


def test_form_without_text_keeps_nothing(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    client.post("/account/", {"full_name": "  ", "phone": ""})
    assert KeptForm.objects.count() == 0


def test_files_are_not_kept_and_the_page_says_so(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    answer = client.post("/account/", {**TYPED, "scan": SimpleUploadedFile("scan.pdf", b"%PDF-")})
    assert "Files could not be kept" in client.get(answer.url).content.decode()


def test_second_time_replaces_the_first(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    for name in ("First", "Second"):
        cookie = signed_in(cast.advocate)
        run_out(cookie)
        cookie.post("/account/", {**TYPED, "full_name": name})
    back(client, cast)
    assert client.get("/account/").context["form"].initial["full_name"] == "Second"


def test_after_a_day_it_is_gone(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    run_out(client)
    client.post("/account/", TYPED)
    assert kept.sweep(timezone.now()) == 0
    KeptForm.objects.update(expires=timezone.now())
    back(client, cast)
    assert client.get("/account/").context["form"].initial["full_name"] == "Nora Castellanos"
    assert kept.sweep(timezone.now()) == 1
