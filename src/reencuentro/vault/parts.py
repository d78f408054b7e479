"""Sealed streams that can be read from anywhere: a sequence of parts, each a Tink streaming-AEAD ciphertext.

Tink's decrypting stream cannot seek in Python. So a file is cut into parts of 1 MiB, each sealed on its own
and bound to the file's id, its number and whether it is the last: a part that was cut off, moved, repeated or
taken from another file does not open. A range costs the parts it touches, each one decrypted whole.
"""

import io
from typing import BinaryIO

import tink
from tink import streaming_aead

from .errors import Damaged

PART = 1024 * 1024
# AES256_GCM_HKDF_4KB: a header of 40 bytes in the first segment of 4096, a tag of 16 bytes in each.
_SEGMENT, _HEADER, _TAG = 4096, 40, 16


def sealed_size(plain: int) -> int:
    """How many bytes Tink makes of `plain` bytes of one part."""
    segments = 1 + -(-max(0, plain - (_SEGMENT - _HEADER - _TAG)) // (_SEGMENT - _TAG))
    return plain + _HEADER + _TAG * segments


def plain_size(sealed: int) -> int:
    """The other way round, for one part; raises Damaged for a size no part can have."""
    plain = sealed - _HEADER - _TAG * -(-sealed // _SEGMENT)
    if plain < 0 or sealed_size(plain) != sealed:
        raise Damaged("A sealed file was cut.")
    return plain


SEALED_PART = sealed_size(PART)


class _Sink(io.BytesIO):
    """Tink closes what it writes to; this keeps the bytes."""

    kept = b""

    def close(self) -> None:
        if not self.closed:
            self.kept = self.getvalue()
        super().close()


def _bound_to(name: str, number: int, *, last: bool) -> bytes:
    return f"{name}|{number}|{'last' if last else 'more'}".encode()


class PartWriter:
    """Seals what is written, part by part, into `out`. Holds at most one part of plaintext, in memory."""

    def __init__(self, key: streaming_aead.StreamingAead, name: str, out: BinaryIO) -> None:
        self.size = 0
        self._key, self._name, self._out = key, name, out
        self._waiting = bytearray()
        self._number = 0

    def write(self, data: bytes) -> None:
        """Raises NoRoom's OSErrors as the disk gives them; see disk.no_room."""
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > PART:  # more than a part: so the full one is not the last
            self._seal(bytes(self._waiting[:PART]), last=False)
            del self._waiting[:PART]

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()
        self._out.flush()

    def _seal(self, plaintext: bytes, *, last: bool) -> None:
        sink = _Sink()
        with self._key.new_encrypting_stream(sink, _bound_to(self._name, self._number, last=last)) as stream:
            stream.write(plaintext)
        self._out.write(sink.kept)
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads plaintext from a sealed stream, from anywhere. Keeps one opened part in memory.

    Raises Damaged when the ciphertext was changed. Not for use by two threads at once.
    """

    def __init__(self, key: streaming_aead.StreamingAead, name: str, source: BinaryIO) -> None:
        super().__init__()
        self._key, self._name, self._source = key, name, source
        length = source.seek(0, io.SEEK_END)
        self._parts = max(1, -(-length // SEALED_PART))
        self.size = (self._parts - 1) * PART + plain_size(length - (self._parts - 1) * SEALED_PART)
        self._position = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._position >= self.size:
            return 0
        number, start = divmod(self._position, PART)
        piece = self._part(number)[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def read(self, size: int = -1) -> bytes:
        """Exactly `size` bytes unless the end comes first, so callers need no loop."""
        left = max(0, self.size - self._position) if size is None or size < 0 else size
        pieces = []
        while left > 0 and self._position < self.size:
            number, start = divmod(self._position, PART)
            piece = self._part(number)[start : start + left]
            pieces.append(piece)
            self._position += len(piece)
            left -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        if not self.closed:
            self._opened = (-1, b"")
            self._source.close()
        super().close()

    def _part(self, number: int) -> bytes:
        if self._opened[0] != number:
            self._opened = (number, self._unseal(number))
        return self._opened[1]

    def _unseal(self, number: int) -> bytes:
        self._source.seek(number * SEALED_PART)
        sealed = io.BytesIO(self._source.read(SEALED_PART))
        place = _bound_to(self._name, number, last=number == self._parts - 1)
        try:
            with self._key.new_decrypting_stream(sealed, place) as stream:
                plaintext: bytes = stream.read()
        except tink.TinkError:
            raise Damaged("A sealed file is damaged, was cut, or its parts were exchanged.") from None
        return plaintext
