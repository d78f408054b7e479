"""PDFs: opened for real, their active content named, and copied without it and without hidden information."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf

from .kinds import PDF, jpeg_segments
from .verdict import Checked, CleanCopy, Refused

MAX_OBJECTS = 200_000
ACTIVE = {"/JavaScript": "javascript", "/Launch": "launch"}
HIDDEN_KEYS = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
ACTION_KEYS = ("/OpenAction", "/AA", "/JS", "/XFA")
# JPEG segments no eye needs: APP1 (EXIF, XMP), APP3 to APP13 (makers, Photoshop), APP15, comments.
_JPEG = (pikepdf.Name.DCTDecode, pikepdf.Array([pikepdf.Name.DCTDecode]))
HIDDEN_SEGMENTS = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if len(pdf.objects) > MAX_OBJECTS:
                raise Refused("too_complex")
            if len(pdf.pages) == 0:
                raise Refused("no_pages")
            yield pdf
    except pikepdf.PasswordError:
        raise Refused("password") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise Refused("damaged") from None


def check(data: bytes) -> Checked:
    """A PDF that only restricts printing (usual for certificates of registries) passes with a note."""
    with _opened(data) as pdf:
        notes = {note for thing in _dictionaries(pdf) for note in _active(thing)}
        if pdf.is_encrypted:
            notes.add("restricted")
        if b"%%EOF" not in data or pdf.get_warnings():
            notes.add("repaired")
        return Checked(PDF, pages=len(pdf.pages), width=0, height=0, notes=tuple(sorted(notes)))


def clean(data: bytes) -> CleanCopy:
    """Same pages; no author, history, scripts, attachments, nor EXIF inside embedded photos.

    Signatures become invalid in the copy: the original stays the evidence.
    """
    out = io.BytesIO()
    with _opened(data) as pdf:
        for thing in _dictionaries(pdf):
            _strip(thing)
        if "/Names" in pdf.Root:
            _delete(pdf.Root.Names, "/JavaScript", "/EmbeddedFiles")
        _delete(pdf.Root, "/AF")
        _delete(pdf.trailer, "/Info")
        pdf.save(out, deterministic_id=True)
    out.seek(0)
    return CleanCopy(out, PDF)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream, those written inside others too."""
    waiting: list[tuple[Any, int]] = [(thing, 0) for thing in pdf.objects]
    while waiting:
        thing, depth = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [value for _, value in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            if len(thing) > MAX_OBJECTS:
                raise Refused("too_complex")
            inner = list(thing)
        else:
            continue
        # An indirect object has its own turn; deeper nesting than this is only found in attacks.
        waiting += [(value, depth + 1) for value in inner if depth < 50 and _is_direct(value)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _active(thing: Any) -> Iterator[str]:
    kind = str(thing.get("/S", ""))
    if kind in ACTIVE:
        yield ACTIVE[kind]
    if "/JS" in thing or "/XFA" in thing:
        yield "javascript"
    if "/EF" in thing or "/EmbeddedFiles" in thing:
        yield "embedded_files"


def _strip(thing: Any) -> None:
    _delete(thing, *HIDDEN_KEYS, *ACTION_KEYS)
    if str(thing.get("/S", "")) in ACTIVE:
        _delete(thing, "/S", "/F", "/Win", "/Unix")
    if "/EF" in thing:
        _delete(thing, "/EF")
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in _JPEG:
        thing.write(_without_hidden(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _delete(thing: Any, *keys: str) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _without_hidden(jpeg: bytes) -> bytes:
    """The photo without its hidden segments; unchanged if it is not a well-formed JPEG."""
    try:
        segments = jpeg_segments(jpeg)
    except Refused:
        return jpeg
    kept, position = bytearray(), 0
    for marker, start, end in segments:
        if marker in HIDDEN_SEGMENTS:
            kept += jpeg[position:start]
            position = end
    return bytes(kept + jpeg[position : segments[-1][2]])
