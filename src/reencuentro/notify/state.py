"""How the sending of notices is doing, for the Administrator's page and `reencuentro doctor`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from .models import Notice
from .states import State

LATE = timedelta(minutes=15)


@dataclass(frozen=True)
class OutboxState:
    queued: int
    oldest: datetime | None  # when the oldest waiting notice was queued
    failed: int
    unsure: int

    def is_late(self, now: datetime) -> bool:
        """Something waits so long that no worker can be running."""
        return self.oldest is not None and now - self.oldest > LATE

    def healthy(self, now: datetime) -> bool:
        """False when something waits too long, or may have been lost."""
        return not self.is_late(now) and not self.unsure


def state() -> OutboxState:
    """One query."""
    waiting = Q(state__in=(State.QUEUED, State.CLAIMED))
    counts = Notice.objects.aggregate(
        queued=Count("pk", filter=waiting),
        oldest=Min("created", filter=waiting),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        unsure=Count("pk", filter=Q(state=State.UNSURE)),
    )
    return OutboxState(**counts)
