"""Files that are whole or not there: atomic writes, overwriting deletes, one lock between processes."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from .errors import NoRoom

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def no_room() -> Iterator[None]:
    """Turns "disk full", "quota reached" and "file too big" into NoRoom; every other OSError passes."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom from error
        raise


def private_folder(path: Path) -> Path:
    """Makes the folder and its missing parents, each 0700 and each surviving a power cut. Raises NoRoom."""
    if not path.is_dir():
        private_folder(path.parent)
        with no_room():
            path.mkdir(mode=0o700, exist_ok=True)
            sync_folder(path.parent)
    return path


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def appearing(path: Path) -> Iterator[int]:
    """Yields a file descriptor; the file has its name only once the block ends well, fully on disk.

    Killed at any point, at most a hidden `.…part` file stays, which the sweeps remove. Raises NoRoom.
    """
    part = private_folder(path.parent) / f".{path.name}.{uuid4().hex}.part"
    with no_room():
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            try:
                yield handle
                os.fsync(handle)
            finally:
                os.close(handle)
            part.replace(path)
        except BaseException:  # also when interrupted: nothing half may stay; raised again
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def replace(path: Path, data: bytes) -> None:
    """Writes a small secret file atomically and overwrites what stood there before."""
    old = os.open(path, os.O_RDWR) if path.exists() else None
    try:
        with appearing(path) as handle:
            write_all(handle, data)
        if old is not None:
            _overwrite(old)
    finally:
        if old is not None:
            os.close(old)


def shred(path: Path) -> None:
    """Overwrites, unlinks and syncs the folder. Missing is fine: a repeated erasure must end well.

    Flash and copy-on-write disks may keep the old block: what makes erasure final there is the next rotation
    of the key-encryption key (docs/decisions/0002-vault.md).
    """
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        _overwrite(handle)
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def _overwrite(handle: int) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    write_all(handle, os.urandom(os.fstat(handle).st_size))
    os.fsync(handle)


@contextmanager
def locked(path: Path, *, alone: bool) -> Iterator[None]:
    """Holds the lock file: `alone` keeps everybody else out, otherwise many may hold it together."""
    private_folder(path.parent)
    handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)
