"""What may come in: a PDF or a photo that really is one, and nothing else hidden inside.

`check` looks and never changes; `clean_copy` makes a copy without hidden information (GPS, camera, author).
The original is kept as it came, sealed, because it is evidence.
"""

from typing import BinaryIO

from django.conf import settings

from . import images, pdfs
from .kinds import DOCUMENTS, IMAGES, PDF, kind_of, refuse_foreign
from .verdict import Checked, CleanCopy, Refused, note_text

__all__ = [
    "DOCUMENTS",
    "IMAGES",
    "PDF",
    "Checked",
    "CleanCopy",
    "Refused",
    "check",
    "clean_copy",
    "note_text",
]


def check(upload: BinaryIO, *, allowed: frozenset[str] = DOCUMENTS) -> Checked:
    """The type is read from the content; file name and the browser's claim count for nothing.

    Raises Refused with a code and a sentence for the sender.
    """
    data = _read(upload)
    media_type = kind_of(data)
    if media_type not in allowed:
        raise Refused("not_allowed")
    refuse_foreign(media_type, data)
    return pdfs.check(data) if media_type == PDF else images.check(media_type, data)


def clean_copy(upload: BinaryIO) -> CleanCopy:
    """A copy without EXIF, GPS, author, scripts or attachments; photos turned upright, HEIC as JPEG.

    Raises Refused as `check` does.
    """
    data = _read(upload)
    media_type = kind_of(data)
    if media_type not in DOCUMENTS:
        raise Refused("not_allowed")
    return pdfs.clean(data) if media_type == PDF else images.clean(media_type, data)


def _read(upload: BinaryIO) -> bytes:
    failed = getattr(upload, "failed", "")  # a SealedUpload that did not fit
    limit = settings.UPLOAD_LIMIT
    if failed:
        raise Refused(failed, megabytes=limit // 1024**2)
    upload.seek(0)
    data = upload.read(limit + 1)
    upload.seek(0)
    if not data:
        raise Refused("empty")
    if len(data) > limit:
        raise Refused("too_large", megabytes=limit // 1024**2)
    return data
