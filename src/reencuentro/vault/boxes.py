"""Boxes from creation to erasure, and the state of all keys."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reencuentro.audit import log

from . import files
from .files import Actor
from .keyring import ring
from .keystore import BLIND
from .models import Box, SealedFile


@dataclass(frozen=True)
class KeyState:
    """Counts for the Administrator's page and `keys_state`; nothing in it is secret."""

    source: str
    keys: int  # key-encryption keys held: 2 while a rotation is under way, 0 if the source cannot tell
    open: int
    destroyed: int
    missing: int  # boxes not destroyed whose key is gone: lost data, or a restored database
    unused: int  # keys without a box row: rolled-back creations, see `sweep_unused`
    undead: int  # keys of destroyed boxes: an interrupted erasure or a restored key folder, see `sweep`
    old: int  # keysets not wrapped by the newest key-encryption key

    @property
    def healthy(self) -> bool:
        return not (self.missing or self.undead or self.keys > 1)


def create(kind: str) -> Box:
    """A new box with its keys. If the transaction rolls back, an unused key stays (`sweep_unused`).

    Raises NoKey, UnsafeKey, NoRoom.
    """
    box = Box(kind=kind)
    ring().create(box.pk)  # first the key: a row without a key would promise what cannot be kept
    box.save(force_insert=True)
    return box


def is_open(box: Box) -> bool:
    return box.destroyed_at is None and ring().holds(box.pk)


def destroy(box: Box, *, by: Actor | str) -> None:
    """Erases: nothing the box sealed can be read again, nor from a backup of database or files.

    Row and ledger entry are written in the caller's transaction; key and ciphertext go as soon as it is
    committed. Should the machine stop in between, `sweep` finishes. Destroying twice is one destruction.
    """
    with transaction.atomic():
        fresh = Box.objects.select_for_update().get(pk=box.pk)
        if fresh.destroyed_at is None:
            fresh.destroyed_at = timezone.now()
            fresh.destroyed_by = by if isinstance(by, str) else by.ledger_name
            fresh.save(update_fields=["destroyed_at", "destroyed_by"])
            log.record("box_destroyed", by=by, about=fresh)
        transaction.on_commit(lambda: _erase(fresh.pk))
    box.destroyed_at, box.destroyed_by = fresh.destroyed_at, fresh.destroyed_by


def _erase(box: UUID) -> None:
    ring().destroy(box)  # first the key: from here on the ciphertext is noise
    _unlink(SealedFile.objects.filter(box=box))


def _unlink(rows: QuerySet[SealedFile]) -> None:
    for file in rows.values_list("pk", flat=True):
        files.path_of(file).unlink(missing_ok=True)


def sweep() -> int:
    """Finishes interrupted erasures and removes half-written key files; returns how many keys and parts.

    Keys that no box row uses stay: they are harmless, and after restoring an old database they may be needed.
    """
    destroyed = set(Box.objects.filter(destroyed_at__isnull=False).values_list("pk", flat=True))
    undead = _keys() & destroyed
    for box in undead:
        ring().destroy(box)
    _unlink(SealedFile.objects.filter(box__destroyed_at__isnull=False))
    return len(undead) + ring().tidy()


def sweep_unused(*, older_than: float) -> int:
    """Removes keys without a box row, left by rolled-back creations; `older_than` in seconds. For a person to
    start, never for a timer.

    Raises WrongDatabase if most keys would go.
    """
    rows = set(Box.objects.values_list("pk", flat=True))
    keys = _keys()
    unused = {key for key in keys - rows if ring().age(key) > older_than}
    files.refuse_most(len(unused), len(keys))
    for key in unused:
        ring().destroy(key)
    return len(unused)


def rotate(progress: Callable[[int, int], None] | None = None, *, by: Actor | str = "operator") -> int:
    """Changes the key-encryption key and rewraps every keyset; may be killed and started again.

    `progress(done, of)`; returns how many keysets were rewrapped. Raises NoKey, NoRoom.
    """
    rewrapped = ring().rotate(progress)
    with transaction.atomic():  # a rotation that was killed has no entry: it is not over
        log.record("keys_rotated", by=by, about="keys", keysets=rewrapped)
    return rewrapped


def is_rotating() -> bool:
    """Whether a rotation was begun and not ended. Cheap: reads no keyset. Raises NoKey, UnsafeKey."""
    return ring().kek.count() > 1


def counts() -> tuple[int, int]:
    """(open, destroyed) boxes, from the database alone. One query."""
    destroyed = Count("pk", filter=Q(destroyed_at__isnull=False))
    found = Box.objects.aggregate(all=Count("pk"), destroyed=destroyed)
    return found["all"] - found["destroyed"], found["destroyed"]


def state() -> KeyState:
    """Raises NoKey, UnsafeKey."""
    keys = _keys()
    boxes = dict(Box.objects.values_list("pk", "destroyed_at"))
    destroyed = {key for key, at in boxes.items() if at is not None}
    return KeyState(
        source=ring().kek.source,
        keys=ring().kek.count(),
        open=len(boxes) - len(destroyed),
        destroyed=len(destroyed),
        missing=len(boxes.keys() - destroyed - keys),
        unused=len(keys - boxes.keys()),
        undead=len(keys & destroyed),
        old=ring().count_old(),
    )


def _keys() -> set[UUID]:
    return {UUID(name) for name in ring().store.each() if name != BLIND}
