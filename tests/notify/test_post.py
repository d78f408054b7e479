"""Letters from outside: sealed while they wait, sent once, gone afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from reencuentro.notify import post
from reencuentro.notify.models import Letter
from reencuentro.notify.states import State
from reencuentro.vault.models import Box

pytestmark = pytest.mark.django_db

REFUSING = "tests.notify.test_post.Refusing"


class Refusing(mail.backends.base.BaseEmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise OSError("no connection")


@pytest.fixture
def letter() -> Letter:
    return post.drop(to="box@example.org", subject="A message", body="CANARY", reply_to="ana@example.org")


def test_it_is_sent_once_and_its_key_is_destroyed(letter: Letter) -> None:
    assert (post.send_due(), post.send_due()) == (1, 0)
    assert [sent.body for sent in mail.outbox] == ["CANARY"]
    assert not Letter.objects.exists()
    assert Box.objects.get(pk=letter.box_id).destroyed_at is not None


def test_the_row_says_nothing(letter: Letter) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notify_letter")
        row = str(cursor.fetchall())
    assert Letter.objects.get().body == "CANARY"
    assert "CANARY" not in row
    assert "example.org" not in row


def test_without_a_server_it_waits_and_is_tried_again(letter: Letter, settings: Any) -> None:
    settings.EMAIL_BACKEND = REFUSING
    assert post.send_due() == 0
    kept = Letter.objects.get()
    assert (kept.state, kept.tries, kept.trouble) == (State.QUEUED, 1, "no_connection")
    assert timedelta(seconds=50) < kept.next_try - timezone.now() <= timedelta(minutes=1)


def test_after_eight_tries_it_has_failed_and_stays_sealed(letter: Letter, settings: Any) -> None:
    settings.EMAIL_BACKEND = REFUSING
    for _time in range(8):
        Letter.objects.update(next_try=timezone.now())
        post.send_due()
    assert Letter.objects.get().state == State.FAILED
    assert Box.objects.get(pk=letter.box_id).destroyed_at is None


def test_what_could_not_be_sent_in_thirty_days_is_erased(letter: Letter) -> None:
    Letter.objects.update(state=State.FAILED, created=timezone.now() - timedelta(days=31))
    assert post.send_due() == 0
    assert not Letter.objects.exists()
    assert Box.objects.get(pk=letter.box_id).destroyed_at is not None
