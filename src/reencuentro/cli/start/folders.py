"""The folders of an installation, each for the server's user alone."""

import os
import shutil
from pathlib import Path

from django.conf import settings

from .errors import CannotStart

NAMES = ("HOME", "DATA_DIR", "FILES_DIR", "KEYS_DIR", "PUBLIC_DIR")
ROOM_MB = 200


def make() -> None:
    """Makes what is missing with mode 0700. Raises CannotStart when one cannot be used or the disk is nearly
    full.
    """
    for name in NAMES:
        folder = Path(getattr(settings, name))
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise CannotStart(f"The folder {folder} cannot be made: {error.strerror}.") from None
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise CannotStart(f"The folder {folder} cannot be written by this user.")
    free = shutil.disk_usage(settings.DATA_DIR).free // 1024**2
    if free < ROOM_MB:
        raise CannotStart(f"The disk of {settings.DATA_DIR} has {free} MB left; {ROOM_MB} MB are needed.")
