"""Counts requests, shared by all workers of one machine, in a small file beside the database.

Not in the cache table: a count in the main database would make every page wait for whoever is writing there.
The file holds keyed hashes and numbers only, and may be deleted at any time.
"""

import hmac
import logging
import sqlite3
import threading
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

KEEP_SECONDS = 3600  # the longest stretch of a limit
TABLE = "CREATE TABLE IF NOT EXISTS hits (key BLOB PRIMARY KEY, start INTEGER, hits INTEGER) WITHOUT ROWID"
ONE_MORE = """
    INSERT INTO hits (key, start, hits) VALUES (?, ?, 1)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN start = excluded.start THEN hits + 1 ELSE 1 END, start = excluded.start
    RETURNING hits
"""
log = logging.getLogger(__name__)
_local = threading.local()


class Limit(NamedTuple):
    times: int
    seconds: int


def allows(name: str, limit: Limit, who: str, now: float | None = None) -> bool:
    """Counts one more of `name` by `who` (a session or an address, stored as a keyed hash only).

    False when the limit of the current stretch of time is used up. `now` in seconds since 1970. A count that
    cannot be written (a full disk) lets the request through: a limit must not be what closes the house.
    """
    moment = time.time() if now is None else now
    start = int(moment) // limit.seconds * limit.seconds
    try:
        return _count(_key(name, who), start) <= limit.times
    except sqlite3.Error as error:
        log.error("a request limit could not be counted", exc_info=error)
        return True


def _key(name: str, who: str) -> bytes:
    secret = f"limit:{settings.SECRET_KEY}".encode()
    return hmac.new(secret, f"{name}:{who}".encode(), "sha256").digest()[:16]


def _count(key: bytes, start: int) -> int:
    [(hits,)] = _file().execute(ONE_MORE, (key, start)).fetchall()
    return int(hits)


def path() -> Path:
    return Path(settings.DATA_DIR) / "limits.sqlite3"


def _file() -> sqlite3.Connection:
    """This thread's connection; made anew when the file is another (a fork, a test) and every hour, because
    opening it is also when the counts of earlier hours are forgotten.
    """
    wanted = (str(path()), threading.get_native_id(), int(time.time()) // KEEP_SECONDS)
    held: tuple[tuple[str, int, int], sqlite3.Connection] | None = getattr(_local, "held", None)
    if held is None or held[0] != wanted:
        held = _local.held = (wanted, _open(wanted[0]))
    return held[1]


def _open(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=5, isolation_level=None)
    # Losing the counts in a power cut costs nothing; waiting for the disk at every request would.
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;")
    connection.execute(TABLE)
    forget(connection, time.time())
    return connection


def forget(connection: sqlite3.Connection, now: float) -> None:
    connection.execute("DELETE FROM hits WHERE start < ?", (int(now) - KEEP_SECONDS,))
