"""Versions of the engine's weights, and what would change with others."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import Living, SentOnce
from reencuentro.network.desk_states import TRIAL
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class PolicyVersion(SealedModel):
    """Weights that an administrator put in force. Rows are only added; the newest is in force.

    Before the first row the data file policy.yaml is. `weights` are those that can be changed (network.weights).
    """

    version = models.CharField(max_length=40, unique=True)
    weights = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = SealedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-version"]

    @property
    def ledger_ref(self) -> str:
        return f"policy:{self.version}"


class Trial(Living, SentOnce, models.Model):
    """Other weights, tried: today's requests and some simulated weeks, before and after. Counts and shares only.

    `base` is the version that was in force when it was asked for. `today` and `weeks` are what came out, as JSON of
    plain numbers; `done` of `of` steps are over, for the page that waits.
    """

    life = TRIAL

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    weights = models.JSONField()
    base = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    today = models.JSONField(default=dict, blank=True)
    weeks = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["state", "at"], name="trial_by_state")]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"trial:{self.pk}"
