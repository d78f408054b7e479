"""What stands between a child and release, and what took it away."""

from django.conf import settings
from django.db import models

from reencuentro.casework.states import OBSTACLE
from reencuentro.vault.fields import SealedTextField

from .base import CaseRecord, Living, Versioned


class Obstacle(Living, Versioned, CaseRecord):
    """One obstacle of the reference vocabulary in one case. `removed_by` is the request that took it away."""

    life = OBSTACLE

    code = models.CharField(max_length=40)
    person = models.ForeignKey(
        "casework.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = SealedTextField(blank=True)
    removed_by = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="obstacles_removed"
    )

    class Meta:
        ordering = ["created_at"]


class ObstacleChange(CaseRecord):
    """The history of an obstacle: every move, by whom, and why."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="changes")
    move = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = SealedTextField(blank=True)

    class Meta:
        ordering = ["at"]
