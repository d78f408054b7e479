from django.conf import settings
from django.db import models

from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class KeptForm(SealedModel):
    """What somebody had typed when their session ran out, sealed in their own box, until they are back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    data = SealedTextField()  # urlencoded
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="one_kept_form_per_page")]

    def __str__(self) -> str:
        return f"kept form of user:{self.user_id}"
