"""Where the socket of the searching process lies: a folder in DATA_DIR that only the server's user can enter."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

NAME = "socket"
LONGEST = 100  # the system takes 107 bytes


def folder() -> Path:
    return Path(settings.DATA_DIR) / "tracing"


@contextmanager
def short() -> Iterator[str]:
    """The path of the socket; by way of the opened folder where it would be too long for the system. Raises OSError."""
    path = str(folder() / NAME)
    if len(os.fsencode(path)) <= LONGEST:
        yield path
        return
    handle = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{NAME}"
    finally:
        os.close(handle)
