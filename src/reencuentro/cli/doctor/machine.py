"""The doctor looks at the machine: mode, folders, disk, clock, database, style sheets, languages."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from reencuentro.audit.models import Entry
from reencuentro.cli.start import database, static, words

from .lines import Line, missing, ok, unsafe

LOW_DISK_MB = 1024
SQLITE_WANTED = {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
# A ledger entry from the future means that this clock, or the one before a move, was wrong.
CLOCK_TOLERANCE_SECONDS = 120


def mode(now: datetime) -> Iterator[Line]:
    yield ok("Mode", f"{settings.MODE}, {settings.SITE_URL}")
    if settings.DEBUG:
        yield unsafe("Mode", "debug mode is on", "Remove REENCUENTRO_DEBUG.")
    for finding in checks.run_checks(tags=["start"], include_deployment_checks=True):
        tell = unsafe if finding.is_serious() else missing
        yield tell("Mode", str(finding.msg), "See docs/operations.md.")


def folders(now: datetime) -> Iterator[Line]:
    for name in ("DATA_DIR", "FILES_DIR", "KEYS_DIR"):
        folder = Path(getattr(settings, name))
        if not folder.is_dir():
            yield missing("Folders", f"{name} {folder} does not exist", "`reencuentro serve` makes it.")
        elif stat.S_IMODE(folder.stat().st_mode) & 0o077:
            yield unsafe("Folders", f"{name} {folder} is open to other users", f"chmod 700 '{folder}'")
        else:
            yield ok("Folders", f"{name} {folder}")
    yield from _disk()


def _disk() -> Iterator[Line]:
    place = next(
        path for path in (Path(settings.FILES_DIR), *Path(settings.FILES_DIR).parents) if path.exists()
    )
    free = shutil.disk_usage(place).free // 1024**2
    if free < LOW_DISK_MB:
        yield missing(
            "Folders", f"{free} MB of disk are free", "Make room, or move FILES_DIR to a larger disk."
        )
    else:
        yield ok("Folders", f"{free // 1024} GB of disk are free")


def data(now: datetime) -> Iterator[Line]:
    try:
        newer, pending = database.unknown(), database.pending()
    except DatabaseError as error:
        yield missing(
            "Database", f"cannot be reached ({type(error).__name__})", "Start it, or set its address."
        )
        return
    yield ok("Database", _version())
    if newer:
        yield unsafe("Database", "is newer than this code", "Install the newer version.")
    if pending:
        yield missing(
            "Database", f"{len(pending)} migrations are pending", "Back up, then `reencuentro migrate`."
        )
    if connection.vendor == "sqlite":
        yield from _pragmas()
    if not pending:
        yield from _clock(now)


def _version() -> str:
    if connection.vendor == "postgresql":
        major, minor = divmod(connection.cursor().connection.info.server_version, 10000)
        return f"PostgreSQL {major}.{minor}"
    return f"{connection.vendor} {'.'.join(map(str, connection.Database.sqlite_version_info))}"  # type: ignore[attr-defined]


def _pragmas() -> Iterator[Line]:
    with connection.cursor() as cursor:
        for name, wanted in SQLITE_WANTED.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found not in (wanted, "memory"):  # a database in memory knows no journal
                yield unsafe(
                    "Database", f"PRAGMA {name} is {found}", f"It must be {wanted}: config/database.py."
                )


def _clock(now: datetime) -> Iterator[Line]:
    last = Entry.objects.order_by("-seq").values_list("at", flat=True).first()
    if last is not None and (last - now).total_seconds() > CLOCK_TOLERANCE_SECONDS:
        yield unsafe(
            "Database", "the last ledger entry lies in the future", "Set this machine's clock (NTP)."
        )


def pages(now: datetime) -> Iterator[Line]:
    if static.is_gathered() or settings.MODE == "test":
        yield ok("Pages", "style sheets are gathered")
    else:
        yield missing("Pages", "style sheets are not gathered", "`reencuentro serve` gathers them.")
    stale = [path for path in words.catalogues() if not words.is_compiled(path)]
    if stale:
        yield missing("Pages", f"{len(stale)} catalogues are not compiled", "`reencuentro messages_compile`")
    else:
        yield ok("Pages", f"{len(words.catalogues())} Spanish catalogues are compiled")
