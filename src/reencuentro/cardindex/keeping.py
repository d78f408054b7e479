"""Cards in step with persons. All of it happens in the caller's transaction, before the caller's ledger entry."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from reencuentro.engines.tracing import features
from reencuentro.engines.tracing.types import Description

from . import cards, shelving
from .models import Card

TRIES = 10


def keep(person: UUID, box: UUID, description: Description) -> None:
    """This is what is known of the person now. Writes nothing if that is what the card says already.

    Raises BoxDestroyed, NoKey.
    """
    _write(person, box, features.encode(features.features(description)))


def take_out(person: UUID, box: UUID) -> None:
    """The person cannot be found any more, and nothing at rest shows it. `keep` brings them back."""
    _write(person, box, b"")


def forget(persons: Collection[UUID]) -> None:
    """For an erasure: cards without content, and what the shelves held of them is gone with the transaction."""
    known = list(Card.objects.select_for_update().filter(person__in=persons).order_by("pk"))
    content = {card.pk: cards.opened(card) for card in known}
    Card.objects.filter(pk__in=content).delete()
    for card in known:
        Card.objects.create(person=card.person, box=card.box, sealed=b"", version=features.VERSION)
    shelving.take_off(content)


def _write(person: UUID, box: UUID, encoded: bytes) -> None:
    for _try in range(TRIES):
        if _replace(person, box, encoded):
            return
    raise IntegrityError("A card is written by too many at once.")


def _replace(person: UUID, box: UUID, encoded: bytes) -> bool:
    """False if somebody else wrote the person's card in between: then it has to be looked at again."""
    old = Card.objects.select_for_update().filter(person=person).first()
    known = cards.opened(old) if old else b""
    if old and old.sealed and old.version == features.VERSION and known == encoded:
        return True
    sealed = cards.seal(person, box, encoded)
    try:
        with transaction.atomic():
            if old:  # no other: what somebody wrote since then must fail us, so that its shelves are known
                Card.objects.filter(pk=old.pk).delete()
            new = Card.objects.create(person=person, box=box, sealed=sealed, version=features.VERSION)
    except IntegrityError:
        return False
    shelving.change(old={old.pk: known} if old else {}, new={new.pk: encoded})
    return True
