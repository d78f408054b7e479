"""What was learnt of the days from acceptance to delivery."""

from django.db import models


class TurnaroundFit(models.Model):
    """One day's estimate, kept so that a proposal made with it can be replayed. `parameters` is the text that
    `engines.turnaround.from_json` reads; a JSON column may write a number differently.
    """

    day = models.DateField(unique=True)
    made_at = models.DateTimeField()
    observations = models.PositiveIntegerField()
    parameters = models.TextField()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.observations}"

    @property
    def ledger_ref(self) -> str:
        return f"turnaround_fit:{self.day}"
