"""The key that signs checkpoints: one file outside the database, readable by its owner alone.

Its name (`host/ledger`) is the origin of every checkpoint; it lies in the file and stays when the site moves.
"""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from reencuentro.engines.ledger_tree.notes import NoteError, PublicKey, SigningKey, read_signing_key

from .errors import LedgerError

FILE = "ledger_signing_key"
CREATE = (
    "Create it once with `reencuentro audit_public_key --create`, or restore it from the backup of the keys."
)


class KeyMissing(LedgerError):
    """In production a lost key must not be replaced in silence: old checkpoints would stop to verify."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no signing key for the ledger at {path}. {CREATE}")


class KeyUnsafe(LedgerError):
    """The key file is open to others or damaged."""


def path() -> Path:
    return Path(settings.KEYS_DIR) / FILE


def signing_key() -> SigningKey:
    """The key; made on first use in demo and test. Raises KeyMissing in production, KeyUnsafe."""
    if path().exists():
        return _read()
    if settings.PRODUCTION:
        raise KeyMissing(path())
    return create()


def public_key() -> PublicKey:
    return signing_key().public


def create() -> SigningKey:
    """Make the key, or return the one that is there: two processes that start at once get the same."""
    folder = path().parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = SigningKey.new(f"{urlsplit(settings.SITE_URL).netloc or 'localhost'}/ledger")
    handle, draft = tempfile.mkstemp(dir=folder)  # born with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(key.secret_text() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path())  # never replaces a key, and never shows half a one
    except FileExistsError:
        return _read()
    finally:
        Path(draft).unlink()
    return key


def _read() -> SigningKey:
    if path().stat().st_mode & 0o077:
        raise KeyUnsafe(f"The signing key of the ledger is open to others: chmod 600 {path()}")
    try:
        return read_signing_key(path().read_text(encoding="utf-8"))
    except NoteError as error:
        raise KeyUnsafe(f"The signing key of the ledger at {path()} is damaged.") from error
