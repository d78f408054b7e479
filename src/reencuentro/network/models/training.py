"""Trainings, and who attended."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class Training(models.Model):
    """A training that was held. Its title is public: it names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client_id = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200)
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["-held_on", "title_en"]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"training:{self.pk}"

    def label(self, language: str) -> str:
        return str(self.title_es if language.startswith("es") else self.title_en)


class Attendance(models.Model):
    """One Defender attended one training."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="attendances")
    defender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances"
    )

    class Meta:
        ordering = ["-training__held_on"]
        constraints = [models.UniqueConstraint(fields=["training", "defender"], name="one_attendance_each")]

    def __str__(self) -> str:
        return f"attendance of user:{self.defender_id} at training:{self.training_id}"
