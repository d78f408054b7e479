"""Cards, shelves, and the index that a set of shelves belongs to. Nothing here can be read without keys."""

from django.db import models

from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class Card(models.Model):
    """What tracing compares of one person (engines.tracing.features), sealed with the key of the person's box.

    Every person of a case that was not erased has one card, also who may not be found: theirs is sealed emptiness of
    the same size, so that a stolen database does not tell whom a family hides.

    id       the small number by which shelves name the card. Every change of the person makes a new card with a new
             number, so whoever follows the cards sees each change as a number that was not there before.
    box      whose key sealed it; not a relation, as the card outlives the key
    sealed   the features (cards.seal); no bytes at all once the case was erased
    version  of the features, so that cards of an older engine are found without opening them
    """

    id = models.BigAutoField(primary_key=True)
    person = models.UUIDField(unique=True)
    box = models.UUIDField()
    sealed = models.BinaryField()
    version = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"card:{self.pk}"


class Index(SealedModel):
    """One set of shelves with its own keys. A new one is built beside the old and then takes its place.

    Its box holds the key of the shelves; destroying the box makes old shelves unreadable in every backup. The rows of
    retired ones stay, so that no epoch is given twice.

    secret      hex: the key of the tokens
    statistics  sealed blob: how often words occur, the vocabulary of sounds
    newest      number of the newest card that these know; None for an index of before it was kept
    shelves     how many there are; fixed while the index lives
    done        shelves below this number are filled, so that a killed build goes on
    """

    class State(models.TextChoices):
        BUILDING = "building"
        CURRENT = "current"
        RETIRED = "retired"

    epoch = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BUILDING)
    secret = SealedTextField()
    statistics = models.BinaryField(default=bytes)
    newest = models.BigIntegerField(null=True)
    shelves = models.PositiveIntegerField()
    done = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="current"), name="one_current_index"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="building"), name="one_building_index"
            ),
        ]

    @property
    def ledger_ref(self) -> str:
        return f"index:{self.epoch}"


class Shelf(models.Model):
    """Entries of many tokens, sealed as a whole.

    id   epoch of the index * 2**32 + number of the shelf: one small key finds it
    """

    id = models.BigIntegerField(primary_key=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"shelf:{self.pk}"


class Slip(models.Model):
    """What one change of a card does to the shelves, until somebody has put it away (shelving.put_away).

    Writers leave a slip and lock no shelf: strangers share shelves, and a writer may already hold the head of the
    ledger, so that two who waited for each other's shelves would block the house.

    epoch   of the index that it belongs to; not a relation, as the index may go first
    sealed  what to take out and what to put in, with the index's key
    """

    id = models.BigAutoField(primary_key=True)
    epoch = models.PositiveIntegerField(db_index=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"slip:{self.pk}"
