"""Signed notes (C2SP signed-note): a text, an empty line, and lines `— name base64(key id + signature)`.

Keys are written as the Go tools write them, so that an outsider can check with those:
`name+keyid+base64` for a public key, `PRIVATE+KEY+name+keyid+base64` for a signing key.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the algorithm byte that signed-note puts before a key
SECRET_PREFIX = "PRIVATE+KEY+"  # noqa: S105 - a prefix, not a secret
MARK = "\u2014 "


class NoteError(ValueError):
    """A note or key that cannot be read."""


class Forged(NoteError):
    """No good signature of the trusted key stands under the note."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    name: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_text(ED25519 + self.raw)}"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    name: str
    seed: bytes

    @classmethod
    def new(cls, name: str) -> "SigningKey":
        _check_name(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self._key().public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The signed note. Raises NoteError for a text that does not end with a line break."""
        if not text.endswith("\n"):
            raise NoteError("A note must end with a line break.")
        signature = self._key().sign(text.encode())
        return f"{text}\n{MARK}{self.name} {_text(self.public.key_id + signature)}\n"

    def secret_text(self) -> str:
        """The whole key as one line; only for the key file."""
        return f"{SECRET_PREFIX}{self.name}+{self.public.key_id.hex()}+{_text(ED25519 + self.seed)}"

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def read_signing_key(text: str) -> SigningKey:
    """Raises NoteError, without repeating the text, when it is not a signing key."""
    if not text.startswith(SECRET_PREFIX):
        raise NoteError("This is not a signing key.")
    name, key_id, raw = _key_parts(text.removeprefix(SECRET_PREFIX))
    key = SigningKey(name, raw)
    if key.public.key_id != key_id:
        raise NoteError("The signing key does not fit its own key id.")
    return key


def read_public_key(text: str) -> PublicKey:
    """Raises NoteError when the text is not a public key or was damaged."""
    name, key_id, raw = _key_parts(text)
    key = PublicKey(name, raw)
    if key.key_id != key_id:
        raise NoteError("The public key does not fit its own key id.")
    return key


def open_note(note: str, key: PublicKey) -> str:
    """The text of a note that `key` signed; other signatures are ignored. Raises NoteError, Forged."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise NoteError("This is not a signed note.")
    text += "\n"
    for line in signatures.split("\n")[:-1]:
        name, _, encoded = line.removeprefix(MARK).partition(" ")
        if not line.startswith(MARK) or not encoded:
            raise NoteError("A signature line of the note cannot be read.")
        signature = _bytes(encoded)
        if name == key.name and signature[:4] == key.key_id:
            _check(key, signature[4:], text)
            return text
    raise Forged(f"The note is not signed by {key.name}.")


def _check(key: PublicKey, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, text.encode())
    except InvalidSignature as error:
        raise Forged(f"The signature of {key.name} does not fit the note.") from error


def _key_parts(text: str) -> tuple[str, bytes, bytes]:
    """(name, key id, raw key). The base64 part may itself contain a plus sign, the name may not."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    material = _bytes(encoded)
    if not name or len(material) != 33 or material[:1] != ED25519:
        raise NoteError("This is not an Ed25519 key.")
    try:
        return name, bytes.fromhex(key_id), material[1:]
    except ValueError as error:
        raise NoteError("The key id is not hexadecimal.") from error


def _check_name(name: str) -> None:
    if not name or "+" in name or any(character.isspace() for character in name):
        raise NoteError("The name of a signing key has no spaces and no plus sign.")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("Base64 that cannot be read.") from error
