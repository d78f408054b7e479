from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.utils import timezone

from reencuentro.accounts import sessions
from reencuentro.accounts.models import Session
from reencuentro.accounts.sessions import SessionStore

from .cast import Cast, signed_in


def row_of(client: Client) -> Session:
    return Session.objects.get(key_hash=sessions.key_hash(client.cookies["reencuentro"].value))


def test_what_is_put_in_comes_out_with_the_cookie_only(db: None) -> None:
    store = SessionStore()
    store["draft"] = "Marisol Tzoc"
    store.save()
    key = store.session_key
    assert key is not None and len(key) == 43  # 256 bits
    assert SessionStore(key)["draft"] == "Marisol Tzoc"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        stolen = b"".join(
            str(cell).encode() + (bytes(cell) if isinstance(cell, bytes) else b"")
            for cell in cursor.fetchone()
        )
    assert b"Marisol" not in stolen
    assert key.encode() not in stolen
    assert sessions.key_hash(key).encode() in stolen


def test_stolen_row_opens_with_no_other_key(db: None) -> None:
    store = SessionStore()
    store["draft"] = "x"
    store.save()
    data = bytes(Session.objects.get().data)
    assert sessions.unseal(data, store.session_key) == {"draft": "x"}
    assert sessions.unseal(data, Session.objects.get().key_hash) == {}


def test_hash_in_the_cookie_is_no_key(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    assert client.get("/account/").status_code == 200
    thief = Client()
    thief.cookies["reencuentro"] = row_of(client).key_hash
    assert thief.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("idle", "age", "lives"),
    [
        (timedelta(minutes=29), timedelta(minutes=29), True),
        (timedelta(minutes=30), timedelta(minutes=30), False),
        (timedelta(0), timedelta(hours=9, minutes=59), True),
        (timedelta(0), timedelta(hours=10), False),
    ],
)
def test_idle_and_absolute_limits(cast: Cast, idle: timedelta, age: timedelta, lives: bool) -> None:
    client = signed_in(cast.advocate)
    row, now = row_of(client), timezone.now()
    Session.objects.filter(pk=row.pk).update(
        last_seen=now - idle, created=now - age, expires=now - age + timedelta(hours=10)
    )
    assert (client.get("/account/").status_code == 200) is lives


def test_use_moves_the_idle_limit_but_never_the_absolute_one(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    before = row_of(client)
    Session.objects.filter(pk=before.pk).update(last_seen=timezone.now() - timedelta(minutes=5))
    client.get("/account/")
    after = row_of(client)
    assert timezone.now() - after.last_seen < timedelta(minutes=1)
    assert after.expires == before.expires


def test_ended_session_does_not_rise_again(db: None) -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    late = SessionStore(store.session_key)
    assert late["a"] == 1
    store.delete()
    late["a"] = 2
    with pytest.raises(UpdateError):
        late.save()
    assert Session.objects.count() == 0


def test_new_key_at_sign_in_and_the_old_row_is_gone(cast: Cast) -> None:
    store = SessionStore()
    store["before"] = 1
    store.save()
    old = store.session_key
    store.cycle_key()
    store.save()
    assert store.session_key != old
    assert not Session.objects.filter(key_hash=sessions.key_hash(old)).exists()
    assert SessionStore(store.session_key)["before"] == 1


def test_cycling_the_key_of_a_person_keeps_the_absolute_limit(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    limit = timezone.now() + timedelta(minutes=7)
    Session.objects.filter(pk=row_of(client).pk).update(expires=limit)
    store = SessionStore(client.cookies["reencuentro"].value)
    store.cycle_key()
    store.save()
    assert Session.objects.get(key_hash=sessions.key_hash(store.session_key)).expires == limit


def test_sweep_takes_rows_a_day_after_they_ran_out(cast: Cast) -> None:
    old, recent, alive = (signed_in(cast.advocate) for _ in range(3))
    now = timezone.now()
    Session.objects.filter(pk=row_of(old).pk).update(
        last_seen=now - timedelta(hours=25), expires=now - timedelta(hours=25)
    )
    Session.objects.filter(pk=row_of(recent).pk).update(last_seen=now - timedelta(hours=2))
    kept = {row_of(recent).pk, row_of(alive).pk}
    assert sessions.sweep(now) == 1
    assert set(Session.objects.values_list("pk", flat=True)) == kept
