"""How far the standing search has come, and who is still to be compared at the door."""

from django.db import models


class Round(models.Model):
    """One row: the number of the newest card that was compared with every standing request."""

    ONLY = 1

    seen = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"round:{self.seen}"


class Waiting(models.Model):
    """Somebody who is to be compared at the door later; first come, first served. The row goes when it is done."""

    person = models.OneToOneField("casework.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"waiting:{self.pk}"
