"""Photos: really decoded, measured for legibility, copied without what they tell of place and camera."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import pillow_heif
from PIL import Image, ImageFilter, ImageOps, ImageStat, UnidentifiedImageError

from .verdict import Checked, CleanCopy, Refused

pillow_heif.register_heif_opener()

MAX_PIXELS = 65_000_000  # a 64-megapixel phone; one picture in memory is then at most 260 MB
AT_ONCE = BoundedSemaphore(2)  # pictures decoded at the same time in one process
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}

# Legibility, measured on a grey copy whose longer side is LOOK pixels. An inspector general found 35 % of the
# identity documents on file illegible: better to say so while the paper is still in the sender's hand.
LOOK = 1000
SMALL_SIDE = 600
DARK_MEAN = 60.0
BLURRY_VARIANCE = 100.0  # a page of text: above 3,000 when sharp, under 100 when no longer legible
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, UnidentifiedImageError)


@contextmanager
def _opened(media_type: str, data: bytes) -> Iterator[Image.Image]:
    """The picture, not yet decoded, within the pixel limit. Raises Refused for whatever goes wrong inside."""
    with AT_ONCE:
        try:
            with Image.open(io.BytesIO(data), formats=(FORMATS[media_type],)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise Refused("too_many_pixels")
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused("too_many_pixels") from None
        except _BROKEN:
            raise Refused("damaged") from None


def check(media_type: str, data: bytes) -> Checked:
    with _opened(media_type, data) as image:
        width, height = image.size
        image.draft("L", (LOOK, LOOK))  # JPEG: decodes all data, but at reduced size
        image.load()
        notes = legibility(image, shorter_side=min(width, height))
    return Checked(media_type, pages=1, width=width, height=height, notes=notes)


def legibility(image: Image.Image, *, shorter_side: int) -> tuple[str, ...]:
    """Hints, never a reason to refuse: a bad photo of the only paper there is may be all that can be had."""
    grey = image.convert("L")
    grey.thumbnail((LOOK, LOOK))
    edges = grey.filter(LAPLACIAN).crop((1, 1, max(2, grey.width - 1), max(2, grey.height - 1)))
    found = {
        "small": shorter_side < SMALL_SIDE,
        "dark": ImageStat.Stat(grey).mean[0] < DARK_MEAN,
        "blurry": ImageStat.Stat(edges).var[0] < BLURRY_VARIANCE,
    }
    return tuple(code for code, true in found.items() if true)


def clean(media_type: str, data: bytes) -> CleanCopy:
    """Upright, re-encoded from the pixels alone: no EXIF, GPS, XMP, comments, thumbnails, or bytes behind."""
    out = io.BytesIO()
    with _opened(media_type, data) as image:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        kind = "PNG" if media_type == "image/png" else "JPEG"
        pixels = image if kind == "PNG" else _flattened(image)
        pixels.info = {key: pixels.info[key] for key in ("transparency",) if key in pixels.info}
        pixels.save(out, kind, quality=92)
    out.seek(0)
    return CleanCopy(out, f"image/{kind.lower()}")


def _flattened(image: Image.Image) -> Image.Image:
    """RGB on white: JPEG has no transparency, and black would hide dark writing."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image if image.mode == "L" else image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")
