"""How far the standing search has come."""

from django.db import models


class Round(models.Model):
    """One row: which cards were compared with every standing request.

    seen    the highest number of a card that was compared
    recent  the numbers compared within LOOK_BACK below it. A number may be committed after a higher one.
    """

    ONLY = 1
    LOOK_BACK = 1_000

    seen = models.BigIntegerField(default=0)
    recent = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"round:{self.seen}"
