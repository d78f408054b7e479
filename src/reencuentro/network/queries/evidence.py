"""For what nobody could be asked of late, added up: evidence for whoever looks for more Defenders."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from reencuentro.network.models import Gap

SPAN = timedelta(days=90)


@dataclass(frozen=True)
class Evidence:
    """`number`: requests of this need without anybody, each once a day. `kind`: document type or service."""

    department: str
    kind: str
    languages: tuple[str, ...]
    needs_woman: bool
    number: int


def evidence(country: str, now: datetime) -> tuple[Evidence, ...]:
    """The last 90 days, the most frequent need first. One query."""
    needs = Gap.objects.filter(country=country, day__gt=timezone.localdate(now) - SPAN).values_list(
        "department", "kind", "languages", "needs_woman"
    )
    rows = needs.annotate(times=Sum("number")).order_by("-times", "department", "kind", "languages")
    return tuple(
        Evidence(department, kind, tuple(filter(None, spoken.split("+"))), woman, times)
        for department, kind, spoken, woman, times in rows
    )
