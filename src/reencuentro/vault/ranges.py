"""Byte ranges of HTTP (RFC 9110, section 14) over a sealed file, so that a phone can resume."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .parts import SealedReader

CHUNK = 256 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiable(ValueError):
    """The range lies outside the file: answer 416 with `Content-Range: bytes */size`."""


class ByteRange(NamedTuple):
    """Both ends belong to the range, counted from 0, as in `Content-Range`."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def wanted(header: str, size: int) -> ByteRange | None:
    """The range a `Range` header asks for; None means: send the whole file with 200.

    Anything but one well-formed byte range is ignored, as the RFC allows. Raises NotSatisfiable.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        asked = ByteRange(max(0, size - int(last)), size - 1)
    else:
        asked = ByteRange(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if asked.first >= size or asked.length < 1:
        raise NotSatisfiable
    return asked


def stream(reader: SealedReader, part: ByteRange | None = None) -> Iterator[bytes]:
    """The bytes of the range (or of the whole file) in chunks; closes the reader at the end."""
    with reader:
        left = reader.size if part is None else part.length
        reader.seek(0 if part is None else part.first)
        while left > 0 and (chunk := reader.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
