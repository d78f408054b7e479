"""A ledger of its own for each test: keys in a temporary folder, and a short past to tamper with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from reencuentro.audit import guard
from reencuentro.audit.log import record


@pytest.fixture(autouse=True)
def keys_dir(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.fixture
def write(db: None) -> Callable[[int], None]:
    def entries(count: int) -> None:
        with transaction.atomic():
            for page in range(count):
                record("page_seen", by="coordinator:1f3c", about=f"case:R-{page % 3}", page=page)

    return entries


@pytest.fixture
def sql(db: None) -> Callable[..., None]:
    """What somebody with full rights on the database can do: drop the triggers, then anything."""

    def run(statement: str, *values: object) -> None:
        guard.take_down(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run
