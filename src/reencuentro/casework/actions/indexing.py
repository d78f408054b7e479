"""Persons and their cards. Called inside the transaction that changes a person, before its ledger entry.

The card belongs to the index below us (`cardindex`); what stands on it is said here.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from reencuentro.cardindex import keeping
from reencuentro.cardindex.models import Card
from reencuentro.casework.models import Case, FamilyTie, Person
from reencuentro.casework.queries.describing import PARENTS, described, whole
from reencuentro.engines.tracing import features
from reencuentro.vault.errors import BoxDestroyed

BATCH = 200


def refresh_features(person: Person) -> None:
    """The cards of the person and of their children, whose cards name them, say what the database says now."""
    children = FamilyTie.objects.filter(elder=person, kind__in=PARENTS).values_list("younger", flat=True)
    for each in whole().filter(pk__in=[person.pk, *children]).order_by("pk"):
        _keep(each)


def _keep(person: Person) -> None:
    if person.do_not_trace:
        keeping.take_out(person.pk, person.box_id)
    else:
        keeping.keep(person.pk, person.box_id, described(person))


def forget_cards(case: Case) -> None:
    """Nobody of this case can be found any more, nor is anything left of them on a shelf."""
    keeping.forget(list(Person.objects.filter(case=case).values_list("pk", flat=True)))


# --- after an update of the engine, or of a house that had no cards yet ----------------------------------------


def without_card() -> QuerySet[Person]:
    """Persons whose card is missing or of an older engine. Cases that were erased have none to make."""
    card = Card.objects.filter(person=OuterRef("pk"), version=features.VERSION)
    return Person.objects.filter(~Exists(card), case__erased_at=None)


def make_missing_cards(progress: Callable[[int, int], None] | None = None) -> int:
    """Makes every missing card; returns how many. Killed in between, it goes on where it stood.

    Persons whose key is gone are left out: nothing of them can be read. `progress(done, of)`. Raises NoKey.
    """
    missing = list(without_card().order_by("pk").values_list("pk", flat=True))
    made = 0
    for start in range(0, len(missing), BATCH):
        made += _make(missing[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(missing)), len(missing))
    return made


@transaction.atomic
def _make(persons: list[UUID]) -> int:
    return sum(map(_made, whole().filter(pk__in=persons).order_by("pk")))


def _made(person: Person) -> bool:
    try:
        _keep(person)
    except BoxDestroyed:
        return False
    return True
