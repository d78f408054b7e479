"""What is said about two persons of two cases: sealed with both keys, so that it goes when either case is erased."""

from typing import Any, cast
from uuid import UUID

from django.db import models

from reencuentro.vault import sealing
from reencuentro.vault.fields import SealedField, SealedJSONField, SealedTextField


class OfBoth(SealedField):
    """Sealed with the key of the other side and then with that of the row's own box: no erasure needs to find it.

    The model says whose box the other one is: `other_box_id`. It must not change while the row lives.
    """

    def seal(self, encoded: bytes, box: UUID, row: Any, instance: models.Model) -> bytes:
        inner = sealing.seal(encoded, box=_other(instance), bound_to=self.bound_to(row))
        return super().seal(inner, box, row, instance)

    def unseal(self, ciphertext: bytes, box: UUID, row: Any, instance: models.Model) -> bytes:
        inner = super().unseal(ciphertext, box, row, instance)
        return sealing.unseal(inner, box=_other(instance), bound_to=self.bound_to(row))


def _other(instance: models.Model) -> UUID:
    return UUID(str(cast(Any, instance).other_box_id))


class TextOfBoth(OfBoth, SealedTextField):
    """Text that speaks of two cases."""


class JSONOfBoth(OfBoth, SealedJSONField):
    """JSON that speaks of two cases."""
