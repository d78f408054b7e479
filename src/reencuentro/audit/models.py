"""The ledger's two tables: the entries, and the head that knows how many there are."""

from typing import Any, NoReturn

from django.db import models

from reencuentro.engines.ledger_tree.entries import VERSION
from reencuentro.engines.ledger_tree.frontier import Frontier
from reencuentro.engines.ledger_tree.hashing import HASH_SIZE

from .errors import AppendOnly
from .fields import DetailsField, InstantField


class EntrySet(models.QuerySet["Entry"]):
    """Reads only; the triggers of guard.py refuse the same to everybody who goes past Django."""

    def update(self, **_changes: Any) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class Entry(models.Model):
    """One thing that happened. Written only by `log.record`; `seq` counts from 1 in the order of commits."""

    seq = models.BigIntegerField(primary_key=True)
    at = InstantField()
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=64)
    about = models.CharField(max_length=120)
    details = DetailsField()
    leaf = models.CharField(max_length=2 * HASH_SIZE)  # hex
    version = models.PositiveSmallIntegerField(default=VERSION)

    objects = EntrySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["about", "seq"], name="audit_entry_about"),
            models.Index(fields=["actor", "seq"], name="audit_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.about}"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(**{**options, "force_insert": True})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise AppendOnly


class Head(models.Model):
    """The one row that every writer locks: the ledger's size and frontier (hex, separated by spaces)."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    size = models.BigIntegerField(default=0)
    hashes = models.TextField(default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_only_one")]

    def __str__(self) -> str:
        return f"{self.size} entries"

    @property
    def frontier(self) -> Frontier:
        """Raises ValueError when somebody wrote nonsense into the row."""
        return Frontier(self.size, tuple(bytes.fromhex(part) for part in self.hashes.split()))

    @frontier.setter
    def frontier(self, frontier: Frontier) -> None:
        self.size = frontier.size
        self.hashes = " ".join(part.hex() for part in frontier.hashes)
