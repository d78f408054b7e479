"""For whom nobody could be asked, as counts: what the network lacks, without any trace of the case."""

from typing import ClassVar

from django.db import models


class Gap(models.Model):
    """How many requests of one day had nobody who could be asked, by where and what they needed.

    kind        document type or service, as the matching takes it
    languages   ISO 639-3 codes that were required, in order, joined by "+"; empty = none
    number      each request counts once a day
    """

    day = models.DateField()
    country = models.CharField(max_length=2)
    department = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=50)
    languages = models.CharField(max_length=80, blank=True)
    needs_woman = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)

    KEY: ClassVar = ("day", "country", "department", "kind", "languages", "needs_woman")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "day", "department", "kind", "languages", "needs_woman"],
                name="one_count_a_day_and_need",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} on {self.day} in {self.department or self.country}"


class Counted(models.Model):
    """A request that was counted on this day, as a keyed hash (vault.blind): so it is counted once.

    The marks of earlier days are deleted; nothing leads from a mark to its request without the key.
    """

    day = models.DateField(db_index=True)
    mark = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"mark of {self.day}"
