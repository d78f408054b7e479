from datetime import UTC, datetime

import pytest

from reencuentro.accounts.models import DefenderProfile
from reencuentro.audit.models import Entry
from reencuentro.reference import agreement
from tests import cast as the
from tests.cast import Cast

from .defender import browser, offered, words

VERSION = agreement.current().version
PAGES = ("/work/", "/offers/", "/availability/")


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def agreed_to(cast: Cast, version: str) -> None:
    DefenderProfile.objects.filter(user=cast.defender).update(agreed_version=version)


def test_whoever_has_agreed_is_not_asked(cast: Cast) -> None:
    client = browser(cast.defender)
    assert {client.get(page).status_code for page in PAGES} == {200}
    assert "I agree" not in words(client.get("/agreement/"))


def test_before_anything_else_the_agreement_is_read_and_afterwards_one_is_where_one_wanted_to_be(
    cast: Cast,
) -> None:
    waiting = offered(cast)
    agreed_to(cast, "")
    client, wanted = browser(cast.defender), f"/offers/{waiting.pk}/"
    for page in (*PAGES, wanted):
        assert client.get(page).url.startswith("/agreement/?next=%2F")
    assert client.post(f"{wanted}accept/").url == "/agreement/?next=%2F"
    waiting.refresh_from_db()
    assert waiting.state == "made"
    page = client.get(client.get(wanted).url)
    assert "This text is a draft, to be reviewed by counsel." in words(page)
    sent = {"version": VERSION, "read": "on"}
    assert client.post(f"/agreement/?next={wanted}", sent).url == wanted
    assert client.get(wanted).status_code == 200
    entry = Entry.objects.get(verb="agreement_accepted")
    assert (entry.about, entry.details) == (f"user:{cast.defender.pk}", {"version": VERSION})


@pytest.mark.parametrize("wanted", ["", "?next=/", "?next=/work/"])
def test_who_is_new_reads_next_what_we_know_of_them(cast: Cast, wanted: str) -> None:
    agreed_to(cast, "")
    sent = {"version": VERSION, "read": "on"}
    client = browser(cast.defender)
    assert client.post(f"/agreement/{wanted}", sent).url == "/availability/"
    assert "please correct what is not so" in words(client.get("/availability/"))


def test_the_day_of_the_agreement_is_said_in_the_readers_language(cast: Cast) -> None:
    at = datetime(2026, 1, 15, 12, tzinfo=UTC)
    DefenderProfile.objects.filter(user=cast.defender).update(agreed_at=at)
    assert "Usted aceptó este texto el 15 ene 2026." in words(browser(cast.defender, "es").get("/agreement/"))


def test_what_was_typed_before_the_agreement_is_there_again_afterwards(cast: Cast) -> None:
    agreed_to(cast, "")
    client, page = browser(cast.defender), "/availability/about/"
    answer = client.post(page, {"woman": "", "fee_notes": "I pay and send the receipt."})
    assert answer.url == "/agreement/?next=%2Favailability%2Fabout%2F"
    after = client.post(answer.url, {"version": VERSION, "read": "on"}).url
    assert "I pay and send the receipt." in words(client.get(after))


def test_without_the_tick_nothing_is_agreed(cast: Cast) -> None:
    agreed_to(cast, "")
    page = words(browser(cast.defender).post("/agreement/", {"version": VERSION}))
    assert "Tick this box if you agree." in page
    assert DefenderProfile.objects.get(user=cast.defender).agreed_version == ""


def test_a_new_version_asks_again_but_takes_what_is_just_being_sent(cast: Cast) -> None:
    agreed_to(cast, "2025-01-1")
    client = browser(cast.defender)
    assert client.post("/availability/capacity/", {"weekly_capacity": "3"}).url == "/availability/"
    assert client.get("/availability/").url == "/agreement/?next=%2Favailability%2F"
    assert "The text has changed since you agreed." in words(client.get("/agreement/"))


def test_a_text_that_has_changed_while_it_was_read_is_shown_anew(cast: Cast) -> None:
    agreed_to(cast, "")
    sent = {"version": "2025-01-1", "read": "on"}
    page = words(browser(cast.defender).post("/agreement/", sent, follow=True))
    assert "The text has changed while you were reading." in page and "I agree" in page


def test_the_way_on_never_leaves_the_house(cast: Cast) -> None:
    agreed_to(cast, "")
    sent = {"version": VERSION, "read": "on"}
    assert browser(cast.defender).post("/agreement/?next=https://elsewhere.example/", sent).url == "/"


def test_both_languages_say_every_point(cast: Cast) -> None:
    for language, name in (("en", "en"), ("es", "es")):
        page = words(browser(cast.defender, language).get("/agreement/"))
        for point in agreement.current().points:
            assert getattr(point.title, name).replace("'", "&#x27;").replace('"', "&quot;") in page
