"""Erasures for the Administrator: the code of a case and its dates, made field by field, and nothing else of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case
from reencuentro.casework.rules import require

LATEST = 20


@dataclass(frozen=True)
class Asked:
    code: str
    ended_on: date | None
    asked_at: datetime
    asked_by: User


@dataclass(frozen=True)
class Erased:
    code: str
    erased_at: datetime


def asked(*, by: User) -> list[Asked]:
    """Cases that counsel asked to erase, the longest waiting first. Three queries. Raises NotAllowed."""
    require(by, "erase")
    waiting = _waiting().order_by("erasure_asked_at")
    people = {
        person.pk: person
        for person in User.objects.with_role().filter(pk__in=waiting.values("erasure_asked_by"))
    }
    rows = waiting.values_list("code", "ended_on", "erasure_asked_at", "erasure_asked_by")
    return [Asked(code, ended, at, people[who]) for code, ended, at, who in rows if at and who]


def asked_count(*, by: User) -> int:
    """One query. Raises NotAllowed."""
    require(by, "erase")
    return _waiting().count()


def case_to_erase(code: str, *, by: User) -> Case | None:
    """The row to hand to actions.erasure.erase; None unless its erasure is asked for. Raises NotAllowed."""
    require(by, "erase")
    return _waiting().filter(code=code).first()


def erased(*, by: User) -> list[Erased]:
    """The last LATEST. One query. Raises NotAllowed."""
    require(by, "erase")
    rows = Case.objects.filter(erased_at__isnull=False).order_by("-erased_at")
    return [Erased(code, at) for code, at in rows.values_list("code", "erased_at")[:LATEST] if at]


def _waiting() -> QuerySet[Case]:
    return Case.objects.filter(erasure_asked_at__isnull=False, erased_at=None, state="ended")
