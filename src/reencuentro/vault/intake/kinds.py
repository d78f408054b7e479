"""Which type the bytes are, where that type ends, and whether another file hides in front, inside or behind.

Real phone photos carry bytes behind the picture (the film of a motion photo, depth maps, maker's trailers),
so what stands behind is refused only if it would pass for an archive, a document, a page or a program.
"""

import re
from collections.abc import Callable

from .verdict import Refused

PDF = "application/pdf"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
DOCUMENTS = IMAGES | {PDF}
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
SNIFFED = 1024  # how far browsers and PDF readers look for their mark at most

MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|script|iframe|svg|\?php)[\s>/]", re.IGNORECASE)
SCRIPT = re.compile(rb"<script[\s>]", re.IGNORECASE)
PROGRAMS = (b"MZ", b"\x7fELF", b"%PDF-", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"#!", b"\xca\xfe\xba\xbe")


def kind_of(data: bytes) -> str:
    """The media type by signature, "" for anything unknown. The decoders judge afterwards."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return "image/heic"
    if data[:SNIFFED].lstrip(b"\xef\xbb\xbf\x00\t\r\n\x0c ").startswith(b"%PDF-"):
        return PDF
    return ""


def refuse_foreign(media_type: str, data: bytes) -> None:
    """Raises Refused("hidden_content"), or Refused("damaged") when the picture's structure ends too early."""
    behind = data[_ENDS[media_type](data) :]
    start = data[:SNIFFED]
    suspicious = (
        MARKUP.search(start)
        or (media_type != PDF and b"%PDF-" in start)
        or (media_type == "image/jpeg" and data[4:6] == b"/*")  # a JPEG that is also a script
        or behind.lstrip().startswith(PROGRAMS)
        or MARKUP.search(behind[:SNIFFED])
        or SCRIPT.search(behind)
        or _is_archive(data)
    )
    if suspicious:
        raise Refused("hidden_content")


_ZIP_END = re.compile(rb"PK\x05\x06")
ZIP_TAIL = 22 + 65_535  # its end record, with the longest comment


def _is_archive(data: bytes) -> bool:
    """Zip is read from its end, so any file can be one as well: an end record right behind its directory.

    Looked at by hand: a hostile directory could make `zipfile` build half a million objects.
    """
    for match in _ZIP_END.finditer(data, max(0, len(data) - ZIP_TAIL)):
        end = match.start()
        directory = end - int.from_bytes(data[end + 12 : end + 16], "little")
        if data[end - 20 : end - 16] == b"PK\x06\x07":  # the long form (zip64)
            return True
        if 0 <= directory < end and data[directory : directory + 4] == b"PK\x01\x02":
            return True
    return False


MAX_SEGMENTS = 5_000  # a photo has some dozens
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def jpeg_segments(data: bytes) -> list[tuple[int, int, int]]:
    """(marker, start, end) of each segment of the first picture; it ends where the last segment ends."""
    found: list[tuple[int, int, int]] = [(0xD8, 0, 2)]
    position = 2
    while len(found) < MAX_SEGMENTS and (match := _NEXT_MARKER.search(data, position)):
        marker, start = data[match.start() + 1], match.start()
        if marker == 0xD9:
            found.append((marker, start, start + 2))
            return found
        length = int.from_bytes(data[start + 2 : start + 4], "big")
        if length < 2:
            break
        position = start + 2 + length
        found.append((marker, start, position))
    raise Refused("damaged")


def _jpeg_end(data: bytes) -> int:
    return jpeg_segments(data)[-1][2]


def _png_end(data: bytes) -> int:
    position = 8
    while position + 12 <= len(data):
        kind = data[position + 4 : position + 8]
        position += 12 + int.from_bytes(data[position : position + 4], "big")
        if kind == b"IEND":
            return position
    raise Refused("damaged")


def _webp_end(data: bytes) -> int:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Refused("damaged")
    return end + end % 2


def _heif_end(data: bytes) -> int:
    """Behind the last box whose type is four letters or digits."""
    position = 0
    while position + 8 <= len(data) and data[position + 4 : position + 8].isalnum():
        size = int.from_bytes(data[position : position + 4], "big")
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16], "big")
        if size == 0:
            return len(data)
        if size < 8 or position + size > len(data):
            raise Refused("damaged")
        position += size
    return position


def _pdf_end(data: bytes) -> int:
    """Behind the last end mark; a PDF without one has nothing behind it (the reader may still repair it)."""
    mark = data.rfind(b"%%EOF")
    return len(data) if mark < 0 else mark + 5


_ENDS: dict[str, Callable[[bytes], int]] = {
    "image/jpeg": _jpeg_end,
    "image/png": _png_end,
    "image/webp": _webp_end,
    "image/heic": _heif_end,
    PDF: _pdf_end,
}
