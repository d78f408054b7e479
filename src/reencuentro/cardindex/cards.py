"""A card sealed and opened. It opens as itself alone: bound to its person, with the key of that person's box."""

from uuid import UUID

from reencuentro.vault import sealing
from reencuentro.vault.errors import BoxDestroyed, Damaged

from .models import Card

# Most cards are shorter, so nearly all have one length, those of hidden persons too.
STEP = 256


def seal(person: UUID, box: UUID, encoded: bytes) -> bytes:
    """`encoded` are features, or nothing for somebody who may not be found. Raises BoxDestroyed, NoKey."""
    return sealing.seal(_even(encoded), box=box, bound_to=_place(person))


def unseal(person: UUID, box: UUID, sealed: bytes) -> bytes:
    """The features; nothing where there are none. Raises BoxDestroyed, Damaged, NoKey."""
    if not sealed:
        return b""
    return sealing.unpad(sealing.unseal(sealed, box=box, bound_to=_place(person)))


def opened(card: Card) -> bytes:
    """The features of a card; nothing for one that can never be opened again. Raises NoKey."""
    try:
        return unseal(card.person, card.box, bytes(card.sealed))
    except (BoxDestroyed, Damaged):
        return b""


def _place(person: UUID) -> bytes:
    return f"card|{person}".encode()


def _even(encoded: bytes) -> bytes:
    """Up to one byte less than whole steps: sealing marks the end with one byte of its own."""
    return encoded + b"\x80" + bytes(-(len(encoded) + 2) % STEP)
