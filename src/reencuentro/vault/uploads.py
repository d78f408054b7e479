"""Uploads on their way in: small ones in memory, larger ones sealed on disk with a key held in memory only.

The temporary file has no name (Linux O_TMPFILE, elsewhere unlinked at once): a killed process leaves nothing.
"""

import io
import tempfile
from pathlib import Path
from typing import BinaryIO, cast
from uuid import uuid4

import tink
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from tink import streaming_aead

from . import disk
from .errors import NoRoom
from .parts import PartWriter, SealedReader

IN_MEMORY = 2_500_000
HANG_UP = 4  # times the limit: whoever still sends then is cut off

streaming_aead.register()
TEMPLATE = streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_4KB


class Spool:
    """Takes bytes, in memory up to IN_MEMORY, then sealed in a nameless file under FILES_DIR/incoming."""

    def __init__(self) -> None:
        self.size = 0
        self._memory: io.BytesIO | None = io.BytesIO()
        self._disk: BinaryIO | None = None
        self._writer: PartWriter | None = None

    def write(self, data: bytes) -> None:
        """Raises NoRoom; the spool is then empty and closed."""
        self.size += len(data)
        try:
            with disk.no_room():
                if self._writer is None and self.size > IN_MEMORY:
                    self._move_to_disk()
                cast(PartWriter | io.BytesIO, self._writer or self._memory).write(data)
        except NoRoom:
            self.close()
            raise

    def _move_to_disk(self) -> None:
        folder = disk.private_folder(Path(settings.FILES_DIR) / "incoming")
        self._disk = cast(BinaryIO, tempfile.TemporaryFile(dir=folder, buffering=0))  # noqa: SIM115 - outlives us
        self._key = tink.new_keyset_handle(TEMPLATE).primitive(streaming_aead.StreamingAead)
        self._name = f"upload:{uuid4()}"
        self._writer = PartWriter(self._key, self._name, self._disk)
        assert self._memory is not None  # noqa: S101 - there is memory until there is a writer
        self._writer.write(self._memory.getvalue())
        self._memory = None

    def reader(self) -> BinaryIO:
        """Seekable plaintext of all that was written. Raises NoRoom."""
        if self._writer is None or self._disk is None:
            memory = self._memory or io.BytesIO()
            memory.seek(0)
            return memory
        with disk.no_room():
            self._writer.finish()
        return cast(BinaryIO, SealedReader(self._key, self._name, self._disk))

    def close(self) -> None:
        if self._disk is not None:
            self._disk.close()
        self._disk = self._writer = None
        self._memory = io.BytesIO()


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # not subscriptable at run time
    """`failed` is "", "too_large" or "no_room": then there is no content, and `intake.check` says why."""

    failed = ""


class SealedUploadHandler(FileUploadHandler):
    """Django's upload handler for this house. Nothing of an upload lies on a disk in clear."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.file = Spool()
        self._failed = ""
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_LIMIT * HANG_UP:
            raise StopUpload(connection_reset=True)
        if self._received > settings.UPLOAD_LIMIT and not self._failed:
            self._fail("too_large")
        if not self._failed:
            try:
                self.file.write(raw_data)
            except NoRoom:
                self._fail("no_room")

    def _fail(self, code: str) -> None:
        """From here on bytes pass by unstored, so that the form can answer, not a broken connection."""
        self._failed = code
        self.file.close()

    def file_complete(self, file_size: int) -> SealedUpload:
        try:
            content = self.file.reader()
        except NoRoom:
            self._fail("no_room")
            content = io.BytesIO()
        upload = SealedUpload(
            file=content,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        upload.failed = self._failed
        return upload

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
