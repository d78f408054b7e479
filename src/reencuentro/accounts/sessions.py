"""Our session engine (settings.SESSION_ENGINE).

The browser holds a 256-bit key. The table holds its SHA-256 and the session's data sealed with a key derived from the
cookie, so neither a stolen table nor the server's own key folder opens a session. Idle and absolute limits are
settings.SESSION_IDLE and SESSION_ABSOLUTE; an expired row stays for a day, because it says whose typed text to keep
(kept.py), and is then swept.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_ID
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reencuentro.accounts.models import Session, User

DEVICE = "_device"
NONCE_BYTES = 12
# Seeing every request would write on every request; a limit of 30 minutes needs no more than this.
TOUCH_EVERY = timedelta(minutes=1)
KEEP_EXPIRED = timedelta(days=1)


def key_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"reencuentro session data").derive(key.encode()))


def seal(data: dict[str, Any], key: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, json.dumps(data).encode(), None)


def unseal(sealed: bytes, key: str) -> dict[str, Any]:
    """The data; empty when the row was tampered with, so that the browser is simply signed out."""
    try:
        data: dict[str, Any] = json.loads(
            _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        )
    except InvalidTag:
        return {}
    return data


def end_all(user: User, *, keep: str | None = None) -> int:
    """Deletes all sessions of a person but the one with cookie key `keep`. Returns how many."""
    mine = Session.objects.filter(user=user)
    if keep:
        mine = mine.exclude(key_hash=key_hash(keep))
    return mine.delete()[0]


def expired_owner(key: str, now: datetime) -> User | None:
    """Whose session this cookie was, when it ran out less than a day ago. Ended sessions have no row and no owner."""
    row = Session.objects.filter(key_hash=key_hash(key)).select_related("user").first()
    if row is None or row.user is None or not row.is_over(now) or now - row.ends > KEEP_EXPIRED:
        return None
    return row.user if row.user.is_active else None


def sweep(now: datetime) -> int:
    """Deletes rows that ran out more than a day ago. Returns how many."""
    idle_before = now - KEEP_EXPIRED - settings.SESSION_IDLE
    gone = Session.objects.filter(expires__lt=now - KEEP_EXPIRED) | Session.objects.filter(
        last_seen__lt=idle_before
    )
    return gone.delete()[0]


class SessionStore(SessionBase):
    """The engine Django asks for. Only the synchronous half: the server is WSGI."""

    def _get_new_session_key(self) -> str:
        return secrets.token_urlsafe(32)

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        key, row = self.session_key, self._row()
        if key is None or row is None or row.is_over(now):
            self._session_key = None
            return {}
        if now - row.last_seen >= TOUCH_EVERY:
            Session.objects.filter(pk=row.pk).update(last_seen=now)
        return unseal(bytes(row.data), key)

    def _row(self) -> Session | None:
        return (
            Session.objects.filter(key_hash=key_hash(self.session_key)).first() if self.session_key else None
        )

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self) -> None:
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError when the session was ended meanwhile: it must not rise again."""
        key = self.session_key
        if key is None:
            return self.create()
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        fields = {
            "data": seal(data, key),
            "user_id": data.get(USER_ID),
            "device": data.get(DEVICE, ""),
        }
        if must_create:
            return self._insert(key, fields)
        if not Session.objects.filter(key_hash=key_hash(key)).update(**fields):
            raise UpdateError
        return None

    def _insert(self, key: str, fields: dict[str, Any]) -> None:
        now = timezone.now()
        expires = now + settings.SESSION_ABSOLUTE
        try:
            with transaction.atomic():
                Session.objects.create(
                    key_hash=key_hash(key), created=now, last_seen=now, expires=expires, **fields
                )
        except IntegrityError as clash:
            raise CreateError from clash

    def cycle_key(self) -> None:
        """A new cookie key with the same data. A session that belongs to somebody keeps its absolute limit."""
        old = self._row()
        super().cycle_key()
        key = self.session_key
        if key is not None and old is not None and old.user_id is not None:
            Session.objects.filter(key_hash=key_hash(key)).update(created=old.created, expires=old.expires)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=key_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        sweep(timezone.now())
