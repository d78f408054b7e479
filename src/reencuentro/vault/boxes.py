"""Boxes from creation to erasure, and the state of all keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .keyring import ring
from .keystore import BLIND, FolderStore
from .models import Box


class Actor(Protocol):
    @property
    def ledger_name(self) -> str: ...


@dataclass(frozen=True)
class KeyState:
    """Counts for the page of the Administrator and `keys_state`; nothing in it is secret."""

    source: str
    keys: int  # key-encryption keys held: 2 while a rotation is under way, 0 if the source cannot tell
    open: int
    destroyed: int
    missing: int  # boxes not destroyed whose key is gone: lost data, or a restored database
    unused: int  # keys without a box row: rolled-back creations, swept by `sweep`
    undead: int  # keys of boxes that were destroyed: an interrupted erasure or a restored key folder
    old: int  # keysets not wrapped by the newest key-encryption key

    @property
    def healthy(self) -> bool:
        return not (self.missing or self.undead or self.keys > 1)


def create(kind: str) -> Box:
    """A new box with its keys. If the transaction rolls back, an unused key stays until `sweep`.

    Raises NoKey, UnsafeKey, NoRoom.
    """
    box = Box(kind=kind)
    ring().create(box.pk)  # first the key: a row without a key would be a lie
    box.save(force_insert=True)
    return box


def is_open(box: Box) -> bool:
    return box.destroyed_at is None and ring().holds(box.pk)


def rotate(progress: Callable[[int, int], None] | None = None) -> int:
    """Changes the key-encryption key; see KeyRing.rotate."""
    return ring().rotate(progress)
