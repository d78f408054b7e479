"""A look into the index on behalf of no case."""

from django.conf import settings
from django.db import models

from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class Look(SealedModel):
    """Somebody asked the index about a person without a tracing request. What was asked is kept nowhere.

    Sealed with the key of who asked: it is their reason. `found` is how many were shown.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = SealedTextField()
    found = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["by", "at"], name="looks_of_a_person")]

    @property
    def ledger_ref(self) -> str:
        return f"look:{self.pk}"
