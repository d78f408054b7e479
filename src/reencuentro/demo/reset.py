"""Empties what the demo holds, database, keys, files and mails, so that it can be built anew."""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command

from reencuentro.accounts.models import User
from reencuentro.audit import checkpoints
from reencuentro.vault.keyring import ring
from reencuentro.vault.keystore import BLIND

from . import marker
from .build import Refused, refuse_production


def empty() -> None:
    """Raises Refused in production and in a database that holds anything but the demo."""
    refuse_production()
    if User.objects.exists() and not marker.is_present():
        raise Refused("This database holds something else than the demo world, so it is left alone.")
    call_command("flush", interactive=False, verbosity=0)
    # The key-encryption, blind-index and signing keys stay: they are the installation's, not the demo's.
    for name in list(ring().store.each()):
        if name != BLIND:
            ring().destroy(UUID(name))
    for folder in (settings.FILES_DIR, checkpoints.folder(), settings.EMAIL_FILE_PATH, settings.PUBLIC_DIR):
        _clear(Path(folder))


def _clear(folder: Path) -> None:
    if not folder.is_dir():
        return
    for inside in folder.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
