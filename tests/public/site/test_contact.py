"""Writing to us: no riddle, no cookie, no name in clear, no flood."""

import re
from itertools import count
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from reencuentro.notify import post
from reencuentro.notify.models import Letter
from reencuentro.public.site import proof
from reencuentro.public.site.models import SiteIdentity
from reencuentro.vault.models import Box

HERE = "/en/contact/"
SAID = "CANARY-WORDS: we would like to join."
FORM = {
    "about": "network",
    "name": "CANARY-NAME",
    "email": "canary@example.org",
    "words": SAID,
    "website": "",
}


@pytest.fixture(autouse=True)
def mailbox(site: int, settings: Any) -> None:
    cache.clear()
    settings.PROOF_OF_WORK_BITS = 6
    SiteIdentity.objects.update(mailbox="box@example.org")


def worked(words: str) -> str:
    return next(str(number) for number in count() if proof.is_worked(words, str(number)))


def write(client: Client, **changes: str) -> Any:
    return client.post(HERE, FORM | {"work": worked(SAID)} | changes)


def thanked(answer: Any) -> bool:
    return "Your message is on its way to us." in answer.content.decode()


def test_a_message_goes_to_the_mailbox_and_is_then_gone(client: Client) -> None:
    answer = write(client)
    assert thanked(answer)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert post.send_due() == 1
    [letter] = mail.outbox
    assert (letter.to, letter.reply_to) == (["box@example.org"], ["canary@example.org"])
    assert letter.subject == "Reencuentro: a message from the public site"
    assert SAID in letter.body
    assert not Letter.objects.exists()
    assert Box.objects.get(kind="letter").destroyed_at is not None


def test_while_it_waits_nothing_of_it_stands_in_clear(client: Client) -> None:
    write(client)
    letter = Letter.objects.get()
    assert letter.body.count("CANARY") == 2  # there is something to leak
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "CANARY" not in str(cursor.fetchall()), table


def test_without_proof_one_waits_and_presses_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(client, work="")
    assert not thanked(first)
    html = first.content.decode()
    assert SAID in html
    ticket = re.findall(r'name="ticket" value="([^"]+)"', html)[0]
    assert not thanked(write(client, work="", ticket=ticket))  # at once: too early
    assert not thanked(write(client, work="", ticket=ticket, words="Other words."))
    monkeypatch.setattr(proof, "PATIENCE_SECONDS", 0)
    assert thanked(write(client, work="", ticket=ticket))
    assert Letter.objects.count() == 1


def test_a_program_that_fills_in_every_field_is_thanked_and_sends_nothing(client: Client) -> None:
    assert thanked(write(client, website="https://example.org"))
    assert not Letter.objects.exists()


def test_the_same_words_twice_are_one_letter(client: Client) -> None:
    assert thanked(write(client))
    assert thanked(write(client))
    assert Letter.objects.count() == 1


def test_too_many_from_one_place_are_told_to_wait_and_lose_no_word(client: Client) -> None:
    answers = []
    for number in range(6):
        words = f"{SAID} {number}"
        answers.append(write(client, words=words, work=worked(words)))
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert f"{SAID} 5" in answers[-1].content.decode()
    assert Letter.objects.count() == 5


def test_what_is_missing_is_said_in_spanish_too(client: Client) -> None:
    answer = client.post("/es/contacto/", FORM | {"email": "no"})
    assert answer.status_code == 200
    assert 'class="errors"' in answer.content.decode()
    assert SAID in answer.content.decode()


def test_without_a_mailbox_the_form_is_not_open(client: Client) -> None:
    SiteIdentity.objects.update(mailbox="")
    assert "no mailbox has been set" in client.get(HERE).content.decode()
    write(client)
    assert not Letter.objects.exists()


def test_the_mailbox_is_shown_to_nobody(client: Client) -> None:
    assert "box@example.org" not in client.get(HERE).content.decode()


def test_other_pages_take_no_messages(client: Client) -> None:
    assert client.post("/en/about-us/", FORM).status_code == 405


def test_work_is_for_these_words_and_this_hour() -> None:
    number = worked(SAID)
    now = 1_800_000_000.0
    done = next(str(one) for one in count() if proof.is_worked(SAID, str(one), now))
    assert proof.is_worked(SAID, done, now + proof.CHALLENGE_SECONDS)
    assert proof.challenge(now) != proof.challenge(now + proof.CHALLENGE_SECONDS)
    assert proof.is_worked(f" {SAID}\r\n".replace("\r\n", "\n"), number)
    assert proof.digest("a\r\nb") == proof.digest("a\nb")


def test_a_ticket_cannot_be_made_up() -> None:
    assert not proof.is_patient(SAID, "made-up")
    assert not proof.is_patient(SAID, "")
