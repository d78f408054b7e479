"""Trainings that were held, and who attended."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions._story import not_in_future, once
from reencuentro.network.models import Attendance, Training
from reencuentro.network.rules import require


@once(Training)
def hold(
    *,
    by: User,
    title_en: str,
    title_es: str,
    held_on: date,
    hours: Decimal,
    client_id: UUID | None = None,
) -> Training:
    """A training was held. Raises NotAllowed, Invalid for a day that has not come."""
    require(by, "keep_trainings")
    not_in_future("held_on", held_on)
    training = Training.objects.create(
        title_en=title_en, title_es=title_es, held_on=held_on, hours=hours, client_id=client_id
    )
    log.record("training_held", by=by, about=training, on=held_on)
    return training


@transaction.atomic
def note_attendance(training: Training, defenders: Iterable[User], *, by: User) -> None:
    """Exactly these Defenders attended; whoever is not named did not. Raises NotAllowed."""
    require(by, "keep_trainings")
    Training.objects.select_for_update().get(pk=training.pk)
    wanted = {defender.pk for defender in defenders}
    known = set(training.attendances.values_list("defender_id", flat=True))
    training.attendances.filter(defender_id__in=known - wanted).delete()
    Attendance.objects.bulk_create(
        Attendance(training=training, defender_id=pk) for pk in sorted(wanted - known)
    )
    if wanted != known:
        log.record("training_attended", by=by, about=training, people=len(wanted))
