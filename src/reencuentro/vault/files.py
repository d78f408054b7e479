"""Sealed files: ciphertext in FILES_DIR, a row in the database, and never plaintext on a disk."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from reencuentro.audit import log

from . import disk
from .errors import Damaged, WrongDatabase
from .keyring import ring
from .models import Box, SealedFile
from .parts import PartWriter, SealedReader

CHUNK = 256 * 1024
FRESH_SECONDS = 7 * 24 * 3600  # younger files may belong to a transaction, or to a database being restored
CRUMBS = 20


class Actor(Protocol):
    @property
    def ledger_name(self) -> str: ...


def store(
    upload: BinaryIO,
    *,
    box: Box,
    name: str,
    media_type: str,
    client_id: UUID | None = None,
    clean_copy_of: SealedFile | None = None,
) -> SealedFile:
    """Seals a Django UploadedFile or a binary stream from its start. The row exists once the file is whole.

    The same `client_id` in the same box gives the file that was stored first.
    Raises BoxDestroyed, NoRoom (nothing is kept half), NoKey.
    """
    if client_id and (known := SealedFile.objects.filter(box=box, client_id=client_id).first()):
        return known
    row = SealedFile(box=box, name=name[-255:], media_type=media_type, client_id=client_id)
    row.clean_copy_of = clean_copy_of
    row.size, row.sha256 = _seal(upload, row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:  # also when interrupted: no ciphertext without its row; raised again
        path_of(row.pk).unlink(missing_ok=True)
        raise
    return row


def _seal(upload: BinaryIO, row: SealedFile) -> tuple[int, str]:
    key = ring().open(row.box_id).files
    digest = hashlib.sha256()
    upload.seek(0)
    with disk.appearing(path_of(row.pk)) as handle, os.fdopen(os.dup(handle), "wb") as out:
        writer = PartWriter(key, str(row.pk), out)
        while chunk := upload.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
        writer.finish()
    return writer.size, digest.hexdigest()


def open_for(user: Actor, file: SealedFile, *, why: str, about: object) -> SealedReader:
    """A readable, seekable stream of the plaintext. The opening is in the ledger before a byte is read.

    `why` is a short slug ("download", "review", "packet"). May-they is the caller's question, asked before.
    Raises BoxDestroyed, Damaged.
    """
    reader = _open(file)
    try:
        with transaction.atomic():
            log.record("file_opened", by=user, about=about, file=file.pk, why=why)
    except BaseException:  # whatever kept the look out of the ledger: nothing is read; raised again
        reader.close()
        raise
    return reader


def _open(file: SealedFile) -> SealedReader:
    key = ring().open(file.box_id).files
    try:
        source = path_of(file.pk).open("rb")
    except FileNotFoundError:
        raise Damaged("A sealed file is missing from the file store.") from None
    try:
        reader = SealedReader(key, str(file.pk), source)
        if reader.size != file.size:
            raise Damaged("A sealed file is longer or shorter than it was.")
    except Damaged:
        source.close()
        raise
    return reader


def verify(file: SealedFile) -> None:
    """Reads the whole file and compares it with its checksum; opens nothing to anybody. Raises Damaged."""
    digest = hashlib.sha256()
    with _open(file) as reader:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != file.sha256:
        raise Damaged("A sealed file does not have the content it was stored with.")


def discard(file: SealedFile, *, by: Actor | str, about: object) -> None:
    """Deletes row and ciphertext: the row now, the ciphertext once the transaction is committed."""
    with transaction.atomic():
        log.record("file_discarded", by=by, about=about, file=file.pk)
        path = path_of(file.pk)
        file.delete()
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep(*, older_than: float = FRESH_SECONDS) -> int:
    """Removes what killed writes and rolled-back transactions left in FILES_DIR; returns how many files.

    Raises WrongDatabase if most files would go.
    """
    limit = time.time() - older_than
    stored = list(_stored())
    lost = [path for path in stored if path.stat().st_mtime < limit and not _has_row(path)]
    refuse_most(len(lost), len(stored))
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def refuse_most(going: int, of: int) -> None:
    """A sweep is for crumbs. Raises WrongDatabase when it would take the loaf."""
    if going > CRUMBS and going * 2 > of:
        raise WrongDatabase


def _has_row(path: Path) -> bool:
    try:
        return SealedFile.objects.filter(pk=UUID(path.name)).exists()
    except ValueError:  # a `.….part` file
        return False


def _stored() -> Iterator[Path]:
    return Path(settings.FILES_DIR).glob("??/*")


def path_of(file_id: UUID) -> Path:
    name = str(file_id)
    return Path(settings.FILES_DIR) / name[:2] / name
