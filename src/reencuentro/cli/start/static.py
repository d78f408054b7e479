"""Style sheets and scripts, gathered into STATIC_ROOT when they changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """Changes when any static file does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_gathered() -> bool:
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == fingerprint() and Path(settings.STATIC_ROOT).is_dir()


def gather() -> bool:
    """True if files were gathered. Raises OSError."""
    if is_gathered():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _stamp().write_text(fingerprint())
    return True


def _stamp() -> Path:
    return Path(settings.HOME) / "static.stamp"
