from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class Purpose(models.TextChoices):
    INVITATION = "invitation"
    PASSWORD_RENEWAL = "password_renewal"  # noqa: S105 - a purpose, not a password
    EMAIL_CHANGE = "email_change"


class Link(SealedModel):
    """A single-use, expiring link for one person and one purpose.

    The row is also the wish to send it: `token_hash` stays empty until the mail is written (links.mint), so the
    token itself exists nowhere but in that mail.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # SHA-256, hex
    by_mail = models.BooleanField(default=True)  # False: handed over by the person who asked for it
    new_email = SealedTextField(max_length=254, blank=True)  # only for EMAIL_CHANGE
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    voided = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created"]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"link:{self.pk}"

    def is_usable(self, now: datetime) -> bool:
        return self.used is None and self.voided is None and now < self.expires
