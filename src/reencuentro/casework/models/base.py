"""What every record of a case has in common: it is sealed with the case's key and belongs to that case."""

from typing import Any

from django.db import models

from reencuentro.casework.clockwork import now
from reencuentro.casework.states import Life
from reencuentro.vault.models import SealedModel


class CaseRecord(SealedModel):
    """A row of one case, sealed with the case's key."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "case" in kwargs:
            kwargs.setdefault("box_id", kwargs["case"].box_id)
        super().__init__(*args, **kwargs)

    @property
    def ledger_ref(self) -> str:
        return f"{self._meta.model_name}:{self.pk}"


class Living(models.Model):
    """A row with a life: `move` follows the table in states.py and nothing else."""

    life: Life
    state = models.CharField(max_length=20, db_index=True)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.state:
            self.state = self.life.first

    def move(self, move: str) -> None:
        """Follow one move; the caller saves. Raises states.NotNow."""
        self.state = self.life.after(self.state, move)

    def may_move(self, move: str) -> bool:
        return self.life.allows(self.state, move)

    @property
    def state_words(self) -> Any:
        return self.life[self.state].words

    @property
    def tone(self) -> str:
        return self.life[self.state].tone


class Versioned(models.Model):
    """A row that two people may edit at once; forms carry the version they were filled from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class SentOnce(models.Model):
    """A row made by a form: the form's own id makes a double click or a repeated upload one row."""

    client_id = models.UUIDField(unique=True, null=True, blank=True, editable=False)

    class Meta:
        abstract = True
