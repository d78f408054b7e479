"""The Defenders as a coordinator sees them. Never in here: what somebody refuses, why they said no, conflicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Role, User
from reencuentro.accounts.models.user import OPEN_MEMBERSHIPS
from reencuentro.casework.models import Assignment
from reencuentro.casework.queries.askable import Record, records
from reencuentro.network.models import Attendance
from reencuentro.network.rules import require

from .values import LIVING_WORK

STANDINGS = ("takes", "paused", "away")
RECENT_DAYS = 180
WEEKS = 4
ENOUGH = 5  # answers that count, before a share is shown


def week_of(day: date) -> date:
    """The Monday of this day."""
    return day - timedelta(days=day.weekday())


def day_starts(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def defenders(day: date, *, by: User, country: str = "") -> QuerySet[DefenderProfile]:
    """Defenders who have joined and not left, with their organisation and their load. Three queries.

    `begun`: requests taken in the week of `day`; `waiting`: offers without an answer; `open_work`: in hand.
    Raises NotAllowed.
    """
    require(by, "read_network")
    monday = day_starts(week_of(day))
    found = DefenderProfile.objects.filter(
        user__is_active=True, user__memberships__ended=None, user__memberships__role=Role.DEFENDER
    )
    people = User.objects.prefetch_related(OPEN_MEMBERSHIPS)
    found = found.prefetch_related(Prefetch("user", people)).annotate(
        open_work=Count("user__assignments", filter=LIVING_WORK, distinct=True),
        begun=Count("user__assignments", filter=Q(user__assignments__started_at__gte=monday), distinct=True),
        waiting=Count("user__offers", filter=Q(user__offers__state="made"), distinct=True),
    )
    found = found.order_by("country", "user__created", "pk")
    return found.filter(country=country) if country else found


def standing(profile: DefenderProfile, day: date) -> str:
    """takes, paused (also with a capacity of none) or away."""
    if profile.paused or not profile.weekly_capacity:
        return "paused"
    return "takes" if profile.takes_work_on(day) else "away"


def narrowed(
    profiles: Iterable[DefenderProfile], day: date, *, language: str = "", wanted: str = ""
) -> list[DefenderProfile]:
    """Those who speak this language and stand like this. Both are sealed, so each profile is opened."""
    return [
        profile
        for profile in profiles
        if (not language or language in profile.spoken()) and (not wanted or standing(profile, day) == wanted)
    ]


def defender(pk: UUID, day: date, *, by: User) -> DefenderProfile | None:
    """One Defender by the id of the person, or None. Raises NotAllowed."""
    return defenders(day, by=by).filter(user_id=pk).first()


@dataclass(frozen=True)
class Work:
    """Counts of one Defender's work; no case, no reason.

    `record`: as in the matching. How many offers were answered is not told beside it: the difference between two
    figures, one with and one without the answers for safety, would be their number.
    """

    in_hand: int
    weeks: tuple[tuple[date, int], ...]  # (Monday, requests taken), the latest first
    done: int  # in RECENT_DAYS
    record: Record

    @property
    def share(self) -> int | None:
        """How many of 100 offers are accepted, as the matching reckons; None with too few answers."""
        if self.record.accepted + self.record.refused < ENOUGH:
            return None
        yes, no = self.record.beta
        return round(100 * yes / (yes + no))


def work_of(user: User, day: date, *, by: User) -> Work:
    """Three queries. Raises NotAllowed."""
    require(by, "read_network")
    since = day_starts(day - timedelta(days=RECENT_DAYS))
    mondays = [week_of(day) - timedelta(weeks=number) for number in range(WEEKS)]
    begun = {
        f"week{number}": Count(
            "pk",
            filter=Q(
                started_at__gte=day_starts(monday), started_at__lt=day_starts(monday + timedelta(days=7))
            ),
        )
        for number, monday in enumerate(mondays)
    }
    counts = Assignment.objects.filter(defender=user).aggregate(
        in_hand=Count("pk", filter=Q(state__in=["working", "delivered"])),
        done=Count("pk", filter=Q(state="done", started_at__gte=since)),
        **begun,
    )
    record = records([user.pk], day).get(user.pk, Record())
    weeks = tuple((monday, counts[f"week{number}"]) for number, monday in enumerate(mondays))
    return Work(counts["in_hand"], weeks, counts["done"], record)


def trainings_of(user: User) -> list[Attendance]:
    """The latest first. One query."""
    return list(Attendance.objects.filter(defender=user).select_related("training"))
