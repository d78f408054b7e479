"""Where wrapped keysets lie: outside the database, so that no database backup can hold a key."""

import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from uuid import UUID

from . import disk

BLIND = "blind"


class KeyStore(Protocol):
    """Wrapped keysets by name: a box's UUID in hex with dashes, or BLIND."""

    def put(self, name: str, wrapped: bytes) -> None:
        """Stores or replaces, whole or not at all. Raises NoRoom."""
        ...

    def get(self, name: str) -> bytes:
        """Raises KeyError when there is none (any more)."""
        ...

    def holds(self, name: str) -> bool: ...

    def destroy(self, name: str) -> None:
        """Afterwards nothing of it can be read here; repeating is fine."""
        ...

    def tidy(self) -> int:
        """Removes what killed writes left; returns how many. Call while holding the lock alone."""
        ...

    def age(self, name: str) -> float:
        """Seconds since it was last written; 0 when there is none."""
        ...

    def each(self) -> Iterator[str]: ...


class FolderStore:
    """One file (0600) per box in folders (0700): KEYS_DIR/boxes/ab/<box id>, and KEYS_DIR/blind.json."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._path = lru_cache(maxsize=4096)(self._find)  # asked for every value that is read

    def _find(self, name: str) -> Path:
        if name == BLIND:
            return self.root / "blind.json"
        box = str(UUID(name))  # nothing but a UUID may become a path
        return self.root / "boxes" / box[:2] / box

    def put(self, name: str, wrapped: bytes) -> None:
        disk.replace(self._path(name), wrapped)

    def get(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None

    def holds(self, name: str) -> bool:
        return self._path(name).exists()

    def destroy(self, name: str) -> None:
        disk.shred(self._path(name))

    def tidy(self) -> int:
        left = [*self.root.glob(".*.part"), *self.root.glob("boxes/??/.*.part")]
        for path in left:
            disk.shred(path)  # one of them may be a key-encryption key
        return len(left)

    def age(self, name: str) -> float:
        try:
            return time.time() - self._path(name).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def each(self) -> Iterator[str]:
        if self._path(BLIND).exists():
            yield BLIND
        for path in sorted((self.root / "boxes").glob("??/*")):
            if not path.name.startswith("."):
                yield path.name
