"""200 writers at once, each with a connection and transactions of its own, on a real file and a real server.

PostgreSQL must allow more than 200 connections (max_connections=300).
"""

import json
import os
import subprocess
import sys

import pytest

POSTGRES = os.environ.get("REENCUENTRO_TEST_POSTGRES") or os.environ.get("REENCUENTRO_DATABASE_URL", "")
WITH_POSTGRES = pytest.mark.skipif(not POSTGRES, reason="REENCUENTRO_TEST_POSTGRES names no server")


@pytest.mark.parametrize(
    ("vendor", "database"),
    [
        ("sqlite", "sqlite"),
        pytest.param("postgresql", POSTGRES, marks=[pytest.mark.postgres, WITH_POSTGRES]),
    ],
)
def test_200_concurrent_writers_lose_no_entry_and_keep_their_order(vendor: str, database: str) -> None:
    command = [sys.executable, "-m", "bench.ledger", "--databases", database]
    command += ["--writers", "200", "--entries", "1000"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    [measured] = json.loads(done.stdout)
    told = {key: measured[key] for key in ("database", "writers", "entries", "lost", "in_order", "whole")}
    assert told == {
        "database": vendor,
        "writers": 200,
        "entries": 1000,
        "lost": 0,
        "in_order": True,
        "whole": True,
    }
