"""How many entries a second the ledger takes, from one writer and from 200 at once, one transaction each.

    PYTHONPATH=src python -m bench.ledger --databases sqlite postgres://user@host:5432/name

Prints JSON: one object per database and number of writers. Each uses a fresh throw-away database (SQLite: a
file in a temporary folder; PostgreSQL: a database created beside the named one; the server needs
max_connections above the number of writers). After the writing the whole ledger is verified: `lost` must be
0, `whole` and `in_order` true.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Any


def main() -> None:
    options = _options()
    if options.here:
        print(json.dumps([_measure(writers, options.entries) for writers in options.writers]))
        return
    urls = ["" if name == "sqlite" else name for name in options.databases]
    print(json.dumps([result for url in urls for result in _child(options, url)], indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 200])
    parser.add_argument("--entries", type=int, default=2000, help="in all, shared by the writers")
    parser.add_argument("--databases", nargs="+", default=["sqlite"], metavar="URL")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _child(options: argparse.Namespace, url: str) -> list[dict[str, Any]]:
    """The settings read the database from the environment, so each database gets a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "data").mkdir()
        environment = {
            **os.environ,
            "REENCUENTRO_MODE": "test",
            "REENCUENTRO_HOME": home,
            "REENCUENTRO_DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "bench.ledger", "--here", "--entries", str(options.entries)]
        command += ["--writers", *map(str, options.writers)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return list(json.loads(done.stdout.splitlines()[-1]))  # migrations may have spoken before


def _measure(writers: int, entries: int) -> dict[str, Any]:
    with _fresh_database():
        from django.db import connection

        each = max(entries // writers, 1)
        seconds = _write(writers, each)
        start = time.perf_counter()
        checked = _check(writers, each)
        return {
            "database": connection.vendor,
            "writers": writers,
            "entries": writers * each,
            "appends_per_second": round(writers * each / seconds),
            "verified_per_second": round(writers * each / (time.perf_counter() - start)),
            **checked,
        }


@contextmanager
def _fresh_database() -> Iterator[None]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reencuentro.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    name = f"ledger_bench_{os.getpid()}"
    on_disk = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = f"{settings.DATA_DIR}/{name}.sqlite3" if on_disk else name
    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)


def _write(writers: int, each: int) -> float:
    """Seconds from the common start until the last writer has committed."""
    start = Barrier(writers + 1)
    threads = [Thread(target=_writer, args=(number, each, start)) for number in range(writers)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _writer(number: int, each: int, start: Barrier) -> None:
    from django.db import connection, transaction

    from reencuentro.audit.log import record

    try:
        connection.ensure_connection()
    finally:
        start.wait()  # also after a refused connection, so that nobody waits for ever
    for turn in range(each):
        with transaction.atomic():
            record("bench_written", by=f"writer:{number}", about="ledger", turn=turn)
    connection.close()


def _check(writers: int, each: int) -> dict[str, Any]:
    from reencuentro.audit import keys
    from reencuentro.audit.models import Entry
    from reencuentro.audit.verify import verify_database

    report = verify_database([], keys.public_key())
    turns: dict[str, list[int]] = {}
    for entry in Entry.objects.iterator():
        turns.setdefault(entry.actor, []).append(entry.details["turn"])
    in_order = all(found == list(range(each)) for found in turns.values())
    lost = writers * each - sum(map(len, turns.values()))
    return {"lost": lost, "in_order": in_order, "whole": report.ok and report.size == writers * each}


if __name__ == "__main__":
    main()
