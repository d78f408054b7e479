"""The account pages as a person uses them."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from reencuentro.accounts import actions, links, sessions
from reencuentro.accounts.models import Link, Role, User

from .cast import PASSWORD, Cast, signed_in
from .test_sign_in import code

JOIN = {"full_name": "Lucía Paz", "language": "es", "password": PASSWORD, "again": PASSWORD}


def invited(cast: Cast) -> tuple[Link, str]:
    link = actions.invite(
        by=cast.administrator,
        organisation=cast.partner,
        role=Role.ADVOCATE,
        email="new@example.org",
        by_mail=False,
    )
    return link, links.path(links.mint(link))


def without_token(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def confirm(client: Client) -> None:
    assert client.post("/account/again/", {"password": PASSWORD}).status_code == 302


def test_invitation_from_link_to_second_factor(cast: Cast) -> None:
    link, path = invited(cast)
    client = Client()
    assert client.get(path).url == "/link/"  # the token leaves the address bar at once
    page = client.get("/link/").content.decode()
    assert "Young People&#x27;s Law Project" in page
    answer = client.post("/link/", JOIN)
    assert (answer.status_code, answer.url) == (302, "/account/second-factor/")
    assert answer.cookies["django_language"].value == "es"
    assert client.get("/account/").url == "/account/second-factor/"
    form = client.get("/account/second-factor/app/add/").context["form"]  # not asked for the password again
    step = list(totp.yield_hotp_counters_from_time())[1]
    shown = totp.format_hotp_value(totp.hotp_value(form.secret, step))
    assert (
        client.post("/account/second-factor/app/add/", {"code": shown}).url == "/account/second-factor/codes/"
    )
    codes = client.get("/account/second-factor/codes/").context["unused_codes"]
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{10}", c) for c in codes)
    assert "****" in client.get("/account/second-factor/codes/").context["unused_codes"]
    assert client.get("/account/").status_code == 200
    assert User.objects.get(pk=link.user.pk).totp_step >= step


def test_looking_at_an_invitation_twice_does_not_use_it_up(cast: Cast) -> None:
    _, path = invited(cast)
    for scanner in (Client(), Client()):
        assert scanner.get(path).status_code == 302
        assert scanner.head(path).status_code == 302
    assert Client().get(path).url == "/link/"


def test_used_link_and_invented_link_get_the_same_answer(cast: Cast) -> None:
    _, path = invited(cast)
    client = Client()
    client.get(path)
    client.post("/link/", JOIN)
    used, invented = Client().get(path), Client().get("/link/nosuchtoken/")
    assert used.status_code == invented.status_code == 410
    assert without_token(used) == without_token(invented).replace("/link/nosuchtoken/", path)


def test_weak_password_is_explained_and_the_form_kept(cast: Cast) -> None:
    _, path = invited(cast)
    client = Client()
    client.get(path)
    answer = client.post("/link/", {**JOIN, "password": "LuciaPaz-LuciaPaz", "again": "LuciaPaz-LuciaPaz"})
    assert list(answer.context["form"].errors) == ["password"]
    assert "Lucía Paz" in answer.content.decode()
    assert client.post("/link/", {**JOIN, "again": "something else"}).context["form"].errors.keys() == {
        "again"
    }


def test_link_of_another_purpose_changes_nothing_of_a_session_of_somebody_else(cast: Cast) -> None:
    _, path = invited(cast)
    client = signed_in(cast.coordinator)
    client.get(path)
    client.post("/link/", JOIN)
    assert User.objects.by_email("new@example.org").full_name == "Lucía Paz"
    assert User.objects.get(pk=cast.coordinator.pk).full_name == "Inés Robledo"
    assert client.get("/account/second-factor/").wsgi_request.user.full_name == "Lucía Paz"


def test_forgotten_password_by_link(cast: Cast) -> None:
    client = Client()
    known = client.post("/account/forgotten/", {"email": "nora@example.org"})
    unknown = client.post("/account/forgotten/", {"email": "nobody@example.org"})
    assert without_token(known) == without_token(unknown)
    token = links.mint(links.waiting().get())
    client.get(links.path(token))
    answer = client.post("/link/", {"password": "other quiet herons", "again": "other quiet herons"})
    assert answer.url == "/account/sign-in/"
    assert User.objects.get(pk=cast.advocate.pk).check_password("other quiet herons")
    assert client.get("/account/").status_code == 302


def test_asking_for_renewal_again_and_again_ends_with_429(cast: Cast) -> None:
    answers = [
        Client().post("/account/forgotten/", {"email": "nora@example.org"}).status_code for _ in range(4)
    ]
    assert answers == [200, 200, 200, 429]


def test_password_change_asks_who_one_is_and_ends_the_other_sessions(cast: Cast) -> None:
    here, elsewhere = signed_in(cast.advocate), signed_in(cast.advocate)
    assert here.get("/account/password/").url.startswith("/account/again/")
    assert here.post("/account/again/", {"password": "wrong password!"}).status_code == 200
    confirm(here)
    new = {"password": "other quiet herons", "again": "other quiet herons"}
    assert here.post("/account/password/", new).url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert User.objects.get(pk=cast.advocate.pk).check_password("other quiet herons")


def test_confirmation_lasts_five_minutes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(cast.advocate)
    confirm(client)
    assert client.get("/account/password/").status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert client.get("/account/password/").status_code == 302


def test_profile_is_changed_and_language_follows(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    fields = {
        "full_name": "Nora Castellanos Ruiz",
        "language": "es",
        "phone": "+1 555 0100",
        "time_zone": "America/Chicago",
    }
    answer = client.post("/account/", fields)
    assert answer.cookies["django_language"].value == "es"
    me = User.objects.get(pk=cast.advocate.pk)
    assert {name: getattr(me, name) for name in fields} == fields


def test_email_change_needs_the_link_and_the_same_person(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    confirm(client)
    client.post("/account/email/", {"email": "nora.new@example.org"})
    path = links.path(links.mint(links.waiting().get()))
    stranger = signed_in(cast.coordinator)
    stranger.get(path)
    assert stranger.get("/link/").status_code == 410
    nobody = Client()
    nobody.get(path)
    assert nobody.get("/link/").url == "/account/sign-in/?next=/link/"
    client.get(path)
    assert "nora.new@example.org" in client.get("/link/").content.decode()
    assert client.post("/link/").url == "/account/"
    assert User.objects.by_email("nora.new@example.org") == cast.advocate


def test_my_sessions_are_listed_and_ended_one_by_one(cast: Cast) -> None:
    here, phone, old = (signed_in(cast.advocate) for _ in range(3))
    page = here.get("/account/sessions/")
    assert len(page.context["sessions"]) == 3
    target = next(s for s in page.context["sessions"] if s.key_hash == _hash(phone))
    assert here.post(f"/account/sessions/{target.handle}/end/").status_code == 302
    assert phone.get("/account/").status_code == 302
    assert old.get("/account/").status_code == 200
    here.post("/account/sessions/others/end/")
    assert old.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_session_of_somebody_else_cannot_be_ended(cast: Cast) -> None:
    here, other = signed_in(cast.advocate), signed_in(cast.coordinator)
    handle = _hash(other)[:16]
    assert here.post(f"/account/sessions/{handle}/end/").status_code == 404
    assert other.get("/account/").status_code == 200


def _hash(client: Client) -> str:
    return sessions.key_hash(client.cookies["reencuentro"].value)


def test_removing_the_app_asks_who_one_is_and_leads_back_to_enrolment(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    assert client.get("/account/second-factor/app/remove/").url.startswith("/account/again/")
    confirm(client)
    assert client.post("/account/second-factor/app/remove/").url == "/account/second-factor/"
    assert Authenticator.objects.filter(user=cast.advocate).count() == 0
    assert client.get("/account/").url == "/account/second-factor/"


def test_recovery_code_works_once_in_place_of_the_app(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    client.post("/account/second-factor/again/", {"code": code()})
    assert client.post("/account/second-factor/codes/renew/").status_code == 302
    recovery = client.get("/account/second-factor/codes/").context["unused_codes"][0]
    answers = []
    for _ in range(2):
        other = Client()
        other.post("/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
        answers.append(other.post("/account/second-factor/ask/", {"code": recovery}).status_code)
    assert answers == [302, 200]


PAGES = (
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


@pytest.mark.parametrize("path", PAGES)
def test_no_title_names_anybody_and_every_page_is_private(cast: Cast, path: str) -> None:
    client = signed_in(cast.advocate)
    confirm(client)
    answer = client.get(path)
    assert answer.status_code == 200
    title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
    assert title is not None and title[1].strip()
    assert not re.search("nora|castellanos", title[1], re.IGNORECASE)
    assert "no-store" in answer.headers["Cache-Control"]
