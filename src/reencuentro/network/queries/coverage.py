"""Whom the network reaches, department by department, and whom it lacks: counts, no names, nothing of a case."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

from django.db.models import Count
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.models import Request
from reencuentro.engines import matching
from reencuentro.reference import languages, matching_policy, places

from .evidence import Evidence, evidence
from .values import defenders_as_values, profiles_in, requests_as_values

# A request that has no Defender yet. From an offer on somebody is found, or is at least being asked.
OPEN = ("asked", "needs_answer", "reviewed")
ASKED_FOR = timedelta(days=365)  # how long a request counts as a sign of what is needed


@dataclass(frozen=True)
class Department:
    """What stands in one department.

    defenders   who can travel there; nearest: hours of the nearest of them, None without anybody
    speakers    {language code: how many of them speak it}; women: how many of them are women
    load        mean share of their capacity that is in use, 0 to 1; None without anybody
    open        requests there that have no Defender yet; nobody: those for which nobody can be asked now
    counted     days on which a request had nobody who could be asked, each request once a day
    asked       requests of the last year: {language code: how many}; for_woman: how many needed a woman; all_asked: all
    """

    code: str
    defenders: int
    nearest: float | None
    speakers: Mapping[str, int]
    women: int
    load: float | None
    open: int
    nobody: int
    counted: int
    asked: Mapping[str, int]
    for_woman: int
    all_asked: int


@dataclass(frozen=True)
class Coverage:
    """One country.

    `nowhere`: open requests whose department is not known; they stand in no department. `evidence` says for what the
    days in `Department.counted` were.
    """

    country: str
    departments: tuple[Department, ...]
    languages: tuple[str, ...]
    high_load: float
    nowhere: int
    evidence: tuple[Evidence, ...]


def open_by_country(user: User) -> dict[str, int]:
    """{country: requests without a Defender}, for choosing a country. One query."""
    if not _may_look(user):
        return {}
    rows = _living().filter(state__in=OPEN).order_by().values_list("country")
    return dict(rows.annotate(number=Count("pk")))


def coverage(user: User, country: str, now: datetime) -> Coverage | None:
    """For coordinators, and for administrators because it is all counts; None for everybody else.

    As many queries for a large network and many requests as for a small one.
    """
    if not _may_look(user):
        return None
    profiles = list(profiles_in([country]))
    people = defenders_as_values(profiles, timezone.localdate(now))
    rows = list(_living().filter(country=country, state__in=OPEN).select_related("box"))
    without = _without_anybody(requests_as_values(rows, profiles, now), people, now)
    waiting = Counter(row.department for row in rows)
    asked, of_late = _asked(country, now), evidence(country, now)
    counted = _counted(of_late)
    here = [place.code for place in places.departments(country)]
    return Coverage(
        country=country,
        departments=tuple(
            _department(code, people, (waiting[code], without[code], counted[code]), asked[code])
            for code in here
        ),
        languages=tuple(language.code for language in languages.spoken_in(country)),
        high_load=matching_policy.sourced().coverage_high_load,
        nowhere=waiting[""],
        evidence=of_late,
    )


def _may_look(user: User) -> bool:
    return user.is_active and (user.is_coordinator or user.is_administrator)


def _living() -> Any:
    return Request.objects.filter(case__state="open", case__erased_at=None)


def _without_anybody(
    values: Sequence[matching.Request], defenders: Sequence[matching.Defender], now: datetime
) -> Counter[str]:
    """{department: open requests for which the engine finds nobody at all}. Equal needs are tried once."""
    needs = list(map(_need, values))
    one_of_each = dict(zip(needs, values, strict=True))
    found = matching.suggest(list(one_of_each.values()), defenders, now=now, policy=matching_policy.policy())
    pairs = zip(one_of_each, found, strict=True)
    in_vain = {need for need, one in pairs if one.chosen is None and not one.alternatives}
    return Counter(
        value.department or "" for value, need in zip(values, needs, strict=True) if need in in_vain
    )


def _need(value: matching.Request) -> Hashable:
    """What decides who may be asked at all; days, kind and urgency do not."""
    return (
        value.department,
        frozenset(code for code, wish in value.languages.items() if wish == "required"),
        value.needs_woman,
        value.exclude_departments,
        value.exclude_municipalities,
        value.blocked,
        value.declined_by,
    )


Asked = list[tuple[list[dict[str, str]], bool, int]]  # languages, needs a woman, how many requests


def _asked(country: str, now: datetime) -> dict[str, Asked]:
    """What the requests of the last year asked for, by department. The database has counted equal needs."""
    rows = Request.objects.filter(country=country, case__erased_at=None, asked_at__gte=now - ASKED_FOR)
    needs = rows.order_by().values_list("department", "languages", "needs_woman")
    found: dict[str, Asked] = defaultdict(list)
    for department, spoken, woman, number in needs.annotate(number=Count("pk")):
        found[department].append((spoken, woman, number))
    return found


def _counted(of_late: Iterable[Evidence]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in of_late:
        found[one.department] += one.number
    return found


def _department(
    code: str, people: Iterable[matching.Defender], numbers: tuple[int, int, int], asked: Asked
) -> Department:
    reach = [one for one in people if code in one.territory]
    waiting, nobody, counted = numbers
    return Department(
        code=code,
        defenders=len(reach),
        nearest=min((one.territory[code] for one in reach), default=None),
        speakers=Counter(language for one in reach for language in one.languages),
        women=sum(one.woman for one in reach),
        load=fmean(one.use for one in reach) if reach else None,
        open=waiting,
        nobody=nobody,
        counted=counted,
        asked=_by_language(asked),
        for_woman=sum(number for _spoken, woman, number in asked if woman),
        all_asked=sum(number for _spoken, _woman, number in asked),
    )


def _by_language(asked: Asked) -> Counter[str]:
    found: Counter[str] = Counter()
    for spoken, _woman, number in asked:
        for code in {language["code"] for language in spoken}:
            found[code] += number
    return found
