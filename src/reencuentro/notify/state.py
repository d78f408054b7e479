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

    def healthy(self, now: datetime) -> bool:
        """False when something waits so long that no worker can be running, or may have been lost."""
        late = self.oldest is not None and now - self.oldest > LATE
        return not late and not self.unsure


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
