"""Who can be asked for what: facts about many Defenders at once, and one flat answer for one of them.

Why somebody cannot be asked is never given out: a list of harmless reasons would show a conflict by its absence. All
facts are read for everybody, whatever the answer, so that neither the queries nor the time tell it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Membership
from reencuentro.casework.models import Answer, Assignment, Case, Conflict, Offer, Request
from reencuentro.reference import matching_policy

SAFETY = "not_safe"  # the reason that never lowers anything
CRITICAL = "critical"

Pairs = dict[UUID, set[UUID]]  # request -> Defenders


@dataclass(frozen=True)
class Load:
    """Work of one Defender. `slots_used` of this week; `weeks`: work begun in each of the last weeks, newest first."""

    slots_used: int
    weeks: tuple[int, ...]

    def use(self, capacity: int) -> float:
        """Share of the capacity that was used of late: the mean of the weeks, 0 to 1."""
        if not capacity:
            return float(any(self.weeks))
        return sum(min(1.0, begun / capacity) for begun in self.weeks) / len(self.weeks)


@dataclass(frozen=True)
class Record:
    """How one Defender answered of late. `refused` is without refusals for safety; silence counts as a part of one."""

    accepted: int = 0
    refused: float = 0.0

    @property
    def beta(self) -> tuple[float, float]:
        """(alpha, beta) of the chance of a yes: a prior of a few answers at the mean of all, and what was answered."""
        asking = matching_policy.asking()
        prior = asking.acceptance_mean * asking.acceptance_weight
        return prior + self.accepted, asking.acceptance_weight - prior + self.refused


def monday(day: date) -> datetime:
    """When the ISO week of this day began: slots are of a week, and perish with it."""
    return timezone.make_aware(datetime.combine(day - timedelta(days=day.weekday()), time.min))


def loads(defenders: Collection[UUID], today: date) -> dict[UUID, Load]:
    """Two queries. A slot is used by work begun this week and by every offer that waits for an answer."""
    weeks = matching_policy.asking().use_weeks
    end = timezone.make_aware(datetime.combine(today + timedelta(days=1), time.min))
    week, begun = monday(today), defaultdict[UUID, list[datetime]](list)
    since = min(week, end - timedelta(weeks=weeks))
    works = Assignment.objects.filter(defender__in=defenders, started_at__gte=since, started_at__lt=end)
    for defender, started in works.order_by().values_list("defender_id", "started_at"):
        begun[defender].append(started)
    made = Offer.objects.filter(defender__in=defenders, state="made").order_by()
    waiting = Counter(made.values_list("defender_id", flat=True))
    return {
        defender: Load(
            slots_used=waiting[defender] + sum(started >= week for started in begun[defender]),
            weeks=_by_week(begun[defender], end, weeks),
        )
        for defender in defenders
    }


def _by_week(begun: Iterable[datetime], end: datetime, weeks: int) -> tuple[int, ...]:
    found = Counter((end - started).days // 7 for started in begun)
    return tuple(found[number] for number in range(weeks))


def records(defenders: Collection[UUID], today: date) -> dict[UUID, Record]:
    """Answers of the last months; those without any are absent. Two queries."""
    asking = matching_policy.asking()
    since = monday(today) - timedelta(days=asking.acceptance_days)
    accepted, refused = Counter[UUID](), defaultdict[UUID, float](float)
    for defender, state, _at, reason in _answered(defenders, since, ["accepted", "declined", "expired"]):
        accepted[defender] += state == "accepted"
        refused[defender] += asking.silence_weight if state == "expired" else state == "declined"
        refused[defender] -= reason == SAFETY
    return {
        defender: Record(accepted[defender], refused[defender])
        for defender in accepted.keys() | refused.keys()
    }


def resting(defenders: Collection[UUID], now: datetime) -> set[UUID]:
    """Who said no, or nothing, in the last days: not asked again yet. A "no" for safety is none. Two queries."""
    since = now - timedelta(days=matching_policy.asking().cool_down_days)
    answered = _answered(defenders, since, ["declined", "expired"])
    return {defender for defender, _state, at, reason in answered if at > since and reason != SAFETY}


def _answered(
    defenders: Collection[UUID], since: datetime, states: list[str]
) -> list[tuple[UUID, str, datetime, str]]:
    """(Defender, state, when, reason or ""); the reasons are opened from the Defenders' own boxes."""
    found = Offer.objects.filter(defender__in=defenders, state__in=states, answered_at__gte=since)
    said = Answer.objects.filter(offer__in=found.filter(state="declined").order_by())
    reasons = {answer.offer_id: str(answer.reason) for answer in said}
    rows = found.order_by().values_list("pk", "defender_id", "state", "answered_at")
    return [(defender, state, at, reasons.get(pk, "")) for pk, defender, state, at in rows if at]


def turned_down(requests: Sequence[Request]) -> Pairs:
    """Who said no to each request, did not answer it in time, or handed it back. Two queries."""
    found: Pairs = defaultdict(set)
    offers = Offer.objects.filter(request__in=requests, state__in=["declined", "expired"])
    works = Assignment.objects.filter(request__in=requests, state="handed_back")
    for rows in (offers, works):
        for request, defender in rows.order_by().values_list("request_id", "defender_id"):
            found[request].add(defender)
    return found


def conflicts(requests: Sequence[Request], defenders: Collection[UUID]) -> Pairs:
    """Three queries, whether or not there is a conflict. Only ever to be mixed with other causes."""
    codes = Case.objects.filter(pk__in={request.case_id for request in requests}).order_by()
    about = {pk: Conflict.index_of_case(code) for pk, code in codes.values_list("pk", "code")}
    members = Membership.objects.filter(user__in=defenders, ended=None).order_by()
    house: dict[UUID, set[UUID]] = defaultdict(set)
    for organisation, user in members.values_list("organisation_id", "user_id"):
        house[organisation].add(user)
    blocked: dict[str, set[UUID]] = defaultdict(set)
    standing = Conflict.objects.filter(about__in=about.values(), lifted=False)
    for index, one, everybody in standing.values_list("about", "defender_id", "organisation_id"):
        blocked[index] |= {one} if one else house[everybody]
    return {request.pk: blocked[about[request.case_id]] for request in requests}


def barred(requests: Sequence[Request], profiles: Sequence[Any], now: datetime) -> Pairs:
    """Who must not be asked for each request now, for whatever cause: a conflict, work that they do not take, a rest
    after a "no". One set for all causes. Five queries.
    """
    ids = [profile.user_id for profile in profiles]
    in_conflict, at_rest = conflicts(requests, ids), resting(ids, now)
    return {
        request.pk: in_conflict[request.pk]
        | {profile.user_id for profile in profiles if profile.refuses(request.safety)}
        | (set() if request.urgency == CRITICAL else at_rest)
        for request in requests
    }


def may_be_asked(request: Request, defender: Any, now: datetime) -> bool:
    """Whether this person can be asked for this request now. Ten queries for every Defender, whatever the answer."""
    profiles = list(DefenderProfile.objects.filter(user=defender).select_related("user"))
    today = timezone.localdate(now)
    used = loads([defender.pk], today)[defender.pk].slots_used
    said_no, bars = turned_down([request]), barred([request], profiles, now)
    causes = [
        _takes_work(profile, today)
        and used < profile.weekly_capacity
        and required(request) <= profile.spoken()
        and (bool(profile.woman) or not request.needs_woman)
        for profile in profiles
    ]
    free = defender.pk not in said_no[request.pk] | bars[request.pk]
    return all([defender.is_active, defender.is_defender, bool(causes), *causes, free])


def in_conflict(request: Request, defender: Any) -> bool:
    """Whether this Defender must not have this request, whatever else. Three queries."""
    return defender.pk in conflicts([request], [defender.pk])[request.pk]


def _takes_work(profile: Any, today: date) -> bool:
    return bool(profile.agreed_version) and not profile.paused and profile.takes_work_on(today)


def required(request: Request) -> set[str]:
    return {language["code"] for language in request.languages if language["level"] == "required"}
