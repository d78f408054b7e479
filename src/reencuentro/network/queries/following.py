"""How the proposals are followed: opened first, accepted as they were, or changed. For all coordinators together."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from reencuentro.network.models import ProposalLine

MONTHS = 6


@dataclass(frozen=True)
class Month:
    """`opened`: of those followed, how many had their reasons opened before."""

    first: date
    followed: int
    opened: int
    changed: int

    @property
    def decided(self) -> int:
        return self.followed + self.changed


def by_month(today: date) -> list[Month]:
    """The last six months in which anything was decided, the newest first. One query."""
    opened = Q(state="asked", looked_at__lte=F("at"))
    rows = (
        ProposalLine.objects.filter(state__in=("asked", "changed"), at__date__gt=_since(today))
        .annotate(month=TruncMonth("at"))
        .values("month")
        .annotate(
            followed=Count("pk", filter=Q(state="asked")),
            opened=Count("pk", filter=opened),
            changed=Count("pk", filter=Q(state="changed")),
        )
        .order_by("-month")
    )
    return [Month(row["month"].date(), row["followed"], row["opened"], row["changed"]) for row in rows]


def _since(today: date) -> date:
    """The last day before the months that are shown."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)
