"""Deadlines that run for a child."""

from django.conf import settings
from django.db import models

from reencuentro.casework.states import CLOCK
from reencuentro.vault.fields import SealedTextField

from .base import CaseRecord, Living, Versioned


class Clock(Living, Versioned, CaseRecord):
    """A running deadline. `rule` names a row of reference.clocks; a court date or a team promise has none.

    `due_on` follows from the rule and its anchor, unless a person set it by hand: then `set_because` says why.
    """

    life = CLOCK

    request = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="clocks"
    )
    rule = models.CharField(max_length=50, blank=True)
    kind = models.CharField(max_length=30, default="rule")
    label = SealedTextField(blank=True)
    anchor_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(db_index=True)
    set_by_hand = models.BooleanField(default=False)
    set_because = SealedTextField(blank=True)
    unverified = models.BooleanField(default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["case", "state", "due_on"], name="clock_next_of_case")]
