"""Checkpoints (C2SP tlog-checkpoint): the size and root of a ledger, signed, for an outsider to keep."""

import base64
import binascii
import re
from dataclasses import dataclass

from .hashing import HASH_SIZE
from .notes import NoteError, PublicKey, SigningKey, open_note

SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` names the ledger; it is also the name of the key that signs."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"


def sign(size: int, root: bytes, key: SigningKey) -> str:
    """The signed note to hand out."""
    return key.sign(Checkpoint(key.name, size, root).text())


def read(note: str, key: PublicKey) -> Checkpoint:
    """The checkpoint of a note. Raises Forged unless `key` signed it, NoteError when it is not ours.

    Further lines, which the format allows, are ignored.
    """
    lines = open_note(note, key).split("\n")
    if len(lines) < 4 or lines[0] != key.name or not SIZE.fullmatch(lines[1]):
        raise NoteError("The note is not a checkpoint of this ledger.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("The root of the checkpoint cannot be read.") from error
    if len(root) != HASH_SIZE:
        raise NoteError("The root of the checkpoint has the wrong length.")
    return Checkpoint(lines[0], int(lines[1]), root)
