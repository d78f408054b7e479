import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reencuentro.config import logs


@pytest.fixture
def home(tmp_path: Path, monkeypatch: Any, settings: Any) -> Iterator[Path]:
    """All that the server writes goes below one folder, as a thief would find it."""
    for name in ("files", "mail", "logs", "tmp"):
        (tmp_path / name).mkdir()
    settings.FILES_DIR = tmp_path / "files"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    handler = logging.FileHandler(tmp_path / "logs" / "server.log")
    handler.addFilter(logs.Discreet())
    logging.getLogger().addHandler(handler)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    yield tmp_path
    logging.getLogger().setLevel(level)
    logging.getLogger().removeHandler(handler)
