"""The key-encryption key (KEK): it wraps every box's keysets and never touches the database.

Three sources: a file in KEYS_DIR (default), the environment, or the `Aead` of a key-management service.
"""

import base64
import binascii
import os
import stat
from pathlib import Path
from typing import Protocol

import tink
from tink import aead, secret_key_access
from tink.proto import tink_pb2

from . import disk
from .errors import NoKey, UnsafeKey

aead.register()
TEMPLATE = aead.aead_key_templates.AES256_GCM
VARIABLE = "REENCUENTRO_KEK"


class KeyEncryptionKey(Protocol):
    source: str

    def aead(self) -> aead.Aead:
        """Wraps with the newest key, unwraps with any that is still held. Raises NoKey, UnsafeKey."""
        ...

    def is_current(self, wrapped: bytes) -> bool:
        """Was this wrapped with the newest key? False when the source cannot tell."""
        ...

    def count(self) -> int:
        """How many keys are held: 2 while a rotation is under way. 0 when the source cannot tell."""
        ...

    def begin_rotation(self) -> None: ...

    def finish_rotation(self) -> None:
        """Forgets all but the newest key. Call only when nothing is wrapped with another."""
        ...


class _Held:
    """One keyset as read from a file or variable, with the primitive made from it."""

    def __init__(self, serialized: bytes) -> None:
        try:
            handle = tink.proto_keyset_format.parse(serialized, secret_key_access.TOKEN)
            self.aead: aead.Aead = handle.primitive(aead.Aead)
        except tink.TinkError:
            raise NoKey("The key-encryption key is not a Tink AEAD keyset.") from None
        self.keyset = tink_pb2.Keyset.FromString(serialized)

    def is_current(self, wrapped: bytes) -> bool:
        # Tink starts a ciphertext with 0x01 and the four bytes of the key's id.
        return wrapped[:5] == b"\x01" + int(self.keyset.primary_key_id).to_bytes(4, "big")


def new_keyset(previous: tink_pb2.Keyset | None = None) -> tink_pb2.Keyset:
    """A fresh key as the newest one; the keys of `previous` stay able to unwrap."""
    fresh = tink.proto_keyset_format.serialize(tink.new_keyset_handle(TEMPLATE), secret_key_access.TOKEN)
    keyset = tink_pb2.Keyset.FromString(fresh)
    if previous is None:
        return keyset
    if keyset.primary_key_id in {key.key_id for key in previous.key}:  # ids are drawn at random from 2^31
        return new_keyset(previous)
    keyset.key.extend(previous.key)
    return keyset


def current_variable() -> str:
    return os.environ.get(VARIABLE, "").strip()


def new_variable(previous: str = "") -> str:
    """The text for REENCUENTRO_KEK; with the current text, a rotation's text that holds the old keys too."""
    old = _Held(_decode(previous)).keyset if previous else None
    return base64.b64encode(new_keyset(old).SerializeToString()).decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise NoKey(f"{VARIABLE} is not base64.") from None


class FileKek:
    """A Tink keyset in a file that only its owner may read (0600). Read again whenever the file changes."""

    source = "file"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[tuple[int, int], _Held] | None = None

    def ensure(self) -> None:
        """Makes the first key. Call while holding the lock alone."""
        if not self.path.exists():
            self._write(new_keyset())

    def _held(self) -> _Held:
        if not self.path.exists():
            raise NoKey(
                "The key-encryption key file is missing. Run `reencuentro keys_new` on a new installation."
            )
        seen = self.path.lstat()
        version = (seen.st_ino, seen.st_mtime_ns)
        if self._read is None or self._read[0] != version:
            _refuse_unsafe(seen)
            self._read = (version, _Held(_from_json(self.path.read_bytes())))
        return self._read[1]

    def aead(self) -> aead.Aead:
        return self._held().aead

    def is_current(self, wrapped: bytes) -> bool:
        return self._held().is_current(wrapped)

    def count(self) -> int:
        return len(self._held().keyset.key)

    def begin_rotation(self) -> None:
        """Adds a new key; if a killed rotation already added one, that one is kept."""
        if self.count() == 1:
            self._write(new_keyset(self._held().keyset))

    def finish_rotation(self) -> None:
        held = self._held().keyset
        newest = tink_pb2.Keyset(primary_key_id=held.primary_key_id)
        newest.key.extend(key for key in held.key if key.key_id == held.primary_key_id)
        self._write(newest)

    def _write(self, keyset: tink_pb2.Keyset) -> None:
        handle = tink.proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
        disk.replace(
            self.path, tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN).encode()
        )


def _from_json(content: bytes) -> bytes:
    """Tink's JSON form of a keyset, as tinkey writes it, in binary."""
    try:
        text = content.decode("ascii", "replace")
        handle = tink.json_proto_keyset_format.parse(text, secret_key_access.TOKEN)
    except tink.TinkError:
        raise NoKey("The key-encryption key file is not a Tink keyset in JSON.") from None
    serialized: bytes = tink.proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    return serialized


def _refuse_unsafe(seen: os.stat_result) -> None:
    if not stat.S_ISREG(seen.st_mode):
        raise UnsafeKey("The key-encryption key must be a plain file, not a link or a device.")
    if stat.S_IMODE(seen.st_mode) & 0o077:
        raise UnsafeKey("The key-encryption key file must be readable by its owner only (chmod 600).")
    if seen.st_uid != os.geteuid():
        raise UnsafeKey("The key-encryption key file must belong to the user that runs Reencuentro.")


class EnvironmentKek:
    """A Tink keyset in base64 in an environment variable. To rotate: `keys_new --print --add`, set it,
    `keys_rotate`, then set a text without the old keys."""

    source = "environment"

    def __init__(self) -> None:
        self._text = current_variable()

    def _held(self) -> _Held:
        if not self._text:
            raise NoKey(f"The environment variable {VARIABLE} is empty.")
        return _Held(_decode(self._text))

    def aead(self) -> aead.Aead:
        return self._held().aead

    def is_current(self, wrapped: bytes) -> bool:
        return self._held().is_current(wrapped)

    def count(self) -> int:
        return len(self._held().keyset.key)

    def begin_rotation(self) -> None:
        """Nothing to do: whoever sets the variable adds the new key."""

    def finish_rotation(self) -> None:
        """Nothing to do: whoever sets the variable removes the old key."""


class ServiceKek:
    """The `Aead` of a key-management service, e.g. `GcpKmsClient(uri, None).get_aead(uri)` of Tink.

    Every opening of a box that is not in the cache is one call to the service. The service rotates its own
    key; `keys_rotate` then wraps every box anew.
    """

    source = "service"

    def __init__(self, service: aead.Aead) -> None:
        self._service = service

    def aead(self) -> aead.Aead:
        return self._service

    def is_current(self, wrapped: bytes) -> bool:
        return False

    def count(self) -> int:
        return 0

    def begin_rotation(self) -> None:
        """Nothing to do: the service makes its new key itself."""

    def finish_rotation(self) -> None:
        """Nothing to do: the service retires its old key itself."""
