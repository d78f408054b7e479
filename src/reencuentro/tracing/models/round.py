"""How far the standing search has come."""

from django.db import models


class Round(models.Model):
    """One row: the number of the newest card that was compared with every standing request."""

    ONLY = 1

    seen = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"round:{self.seen}"
