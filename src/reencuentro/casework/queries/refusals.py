"""How often Defenders said no, and why: counts of a month and a country, never of fewer than five."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Answer
from reencuentro.casework.rules import require
from reencuentro.casework.states import DECLINE_REASONS

FEWEST = 5


@dataclass(frozen=True)
class Refusals:
    """`number` None: fewer than five, or none. No total is given, from which a small number could be worked out."""

    month: date
    country: str
    reason: str
    number: int | None


def refusals(since: date, *, by: User) -> list[Refusals]:
    """For each month from `since` on and each country with any offer declined, one row for every reason there is.

    Months that are over: a count that grows would tell the reason of whoever said no just now. One query.
    Raises NotAllowed.
    """
    require(by, "count_refusals")
    start, end = _begins(since), _begins(today().replace(day=1))
    declined = Answer.objects.filter(
        offer__state="declined", offer__answered_at__gte=start, offer__answered_at__lt=end
    )
    counted: Counter[tuple[date, str, str]] = Counter()
    for answer in declined.select_related("offer__request"):
        day = timezone.localdate(answer.offer.answered_at)
        counted[day.replace(day=1), answer.offer.request.country, answer.reason] += 1
    months = sorted({(month, country) for month, country, _reason in counted})
    return [
        Refusals(month, country, reason, _enough(counted[month, country, reason]))
        for month, country in months
        for reason in DECLINE_REASONS
    ]


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _enough(number: int) -> int | None:
    return number if number >= FEWEST else None
