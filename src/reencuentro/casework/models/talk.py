"""Messages of a case, and the thread of what happened."""

from django.conf import settings
from django.db import models

from reencuentro.vault.fields import SealedTextField

from .base import CaseRecord, SentOnce


class Message(SentOnce, CaseRecord):
    """A message in one of three channels; `internal` is never seen by advocates or Defenders."""

    class Channel(models.TextChoices):
        ADVOCATE = "advocate"  # the case's advocates and coordinators
        DEFENDER = "defender"  # the Defender of one request, its coordinators and the advocates
        INTERNAL = "internal"  # coordinators only

    request = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["case", "channel", "at"])]


class Event(CaseRecord):
    """One knot in the thread of the case, for people to read; the ledger is its proof. `seen_by` says who reads it."""

    class Seen(models.TextChoices):
        TEAM = "team"  # everybody who works on the case
        INTERNAL = "internal"  # coordinators only
        LEGAL = "legal"  # counsel and legal team only

    verb = models.CharField(max_length=40)
    request = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    said = SealedTextField(blank=True)
    seen_by = models.CharField(max_length=10, choices=Seen.choices, default=Seen.TEAM)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["case", "at"])]
