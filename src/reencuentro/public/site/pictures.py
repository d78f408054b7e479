"""Pictures on their way to the public site: drawn anew from their pixels, so that nothing else comes along."""

import io
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

LONGEST_SIDE = 2400  # pixels; wider than any place a picture has on our pages
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def clean(upload: UploadedFile) -> ContentFile[bytes]:
    """The same picture, upright, at most LONGEST_SIDE wide or high, without EXIF, GPS, author or thumbnail.

    Its name is new: a camera or an author may have put theirs into the old one. Raises OSError for what is no picture.
    """
    upload.seek(0)
    with Image.open(upload, formats=tuple(FORMATS)) as picture:
        kind = picture.format or "JPEG"
        ImageOps.exif_transpose(picture, in_place=True)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        pixels = picture.convert("RGB") if kind == "JPEG" else picture.convert("RGBA")
        pixels.info = {}
        pixels.save(out, kind, quality=88)
    return ContentFile(out.getvalue(), name=f"{uuid4().hex}.{FORMATS[kind]}")
