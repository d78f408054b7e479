"""Trainings that were held."""

from uuid import UUID

from django.db.models import Count, QuerySet

from reencuentro.accounts.models import User
from reencuentro.network.models import Training
from reencuentro.network.rules import require


def trainings(*, by: User) -> QuerySet[Training]:
    """All of them with how many `people` attended, the latest first. One query. Raises NotAllowed."""
    require(by, "keep_trainings")
    counted = Training.objects.annotate(people=Count("attendances"))
    return counted.order_by("-held_on", "title_en", "pk")


def training(pk: UUID, *, by: User) -> Training | None:
    """One training, or None. Raises NotAllowed."""
    return trainings(by=by).filter(pk=pk).first()
