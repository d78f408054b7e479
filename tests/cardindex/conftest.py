"""Every test has its own keys, and persons of whom nobody else knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reencuentro.cardindex import here
from reencuentro.vault import boxes, keyring
from reencuentro.vault.models import Box


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.KEYS_DIR = tmp_path / "keys"
    yield
    here.forget()
    keyring._ring.cache_clear()


@pytest.fixture
def box(db: None) -> Box:
    return boxes.create("case")
