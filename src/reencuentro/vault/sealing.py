"""Turning a value into ciphertext that only opens at its own table, row and column."""

from uuid import UUID

import tink
from tink import aead

from .errors import Damaged
from .keyring import ring

BLOCK = 32


def seal(plaintext: bytes, *, box: UUID, bound_to: bytes) -> bytes:
    """Raises BoxDestroyed, NoKey."""
    sealed: bytes = ring().open(box).fields.encrypt(pad(plaintext), bound_to)
    return sealed


def unseal(ciphertext: bytes, *, box: UUID, bound_to: bytes) -> bytes:
    """Raises BoxDestroyed; Damaged when it was changed or belongs to another place or box."""
    return unseal_with(ring().open(box).fields, ciphertext, bound_to)


def unseal_with(key: aead.Aead, ciphertext: bytes, bound_to: bytes) -> bytes:
    try:
        return unpad(key.decrypt(ciphertext, bound_to))
    except tink.TinkError:
        raise Damaged("A sealed value is damaged or was moved from another row, column or box.") from None


def pad(plaintext: bytes) -> bytes:
    """Hides the length: up to a multiple of 32 bytes, or about a sixteenth of the length once that is more.

    The end is marked as in ISO/IEC 7816-4: one byte 0x80, then zeros.
    """
    length = len(plaintext) + 1
    step = max(BLOCK, 1 << max(0, length.bit_length() - 5))
    return plaintext + b"\x80" + bytes(-length % step)


def unpad(padded: bytes) -> bytes:
    return padded[: padded.rindex(b"\x80")]
