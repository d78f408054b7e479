"""Counting the requests for which nobody can be asked: evidence for looking for more Defenders."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from reencuentro.audit import log
from reencuentro.casework.models import Request
from reencuentro.network.models import Counted, Gap
from reencuentro.vault import blind

Need = tuple[str, str, str, str, bool]  # country, department, kind, languages, needs a woman
MOST_LANGUAGES = 20  # what fits into the column; nobody needs more


def count(requests_without_anybody: Iterable[Request], day: date) -> int:
    """Count these requests, each once on `day` however often it is looked at; returns how many were new.

    Only those that wait for a Defender count. What is kept says what was needed and where, never by whom.
    """
    waiting = {_mark(row, day): row for row in requests_without_anybody if row.may_move("offer")}
    if not waiting:
        return 0
    try:
        return _count(waiting, day)
    except IntegrityError:
        # Somebody counts the same ones at this moment; what is left is counted at the next look of the day.
        return 0


@transaction.atomic
def _count(waiting: dict[str, Request], day: date) -> int:
    known = set(Counted.objects.filter(mark__in=waiting).values_list("mark", flat=True))
    new = [mark for mark in waiting if mark not in known]
    if new:
        Counted.objects.filter(day__lt=day).delete()
        Counted.objects.bulk_create(Counted(day=day, mark=mark) for mark in new)
        _add(Counter(_need(waiting[mark]) for mark in new), day)
        log.record("gap.count", by="system", about="network:gaps", day=day, requests=len(new))
    return len(new)


def _add(needs: Counter[Need], day: date) -> None:
    rows = [dict(zip(Gap.KEY, (day, *need), strict=True)) for need in needs]
    Gap.objects.bulk_create((Gap(**row) for row in rows), ignore_conflicts=True)
    for row, number in zip(rows, needs.values(), strict=True):
        Gap.objects.filter(**row).update(number=F("number") + number)


def _mark(row: Request, day: date) -> str:
    return blind.index("network_gap", f"{day.isoformat()}:{row.pk}")


def _need(row: Request) -> Need:
    needed = sorted(language["code"] for language in row.languages if language["level"] == "required")
    return (
        row.country,
        row.department,
        row.document or row.service,
        "+".join(needed[:MOST_LANGUAGES]),
        row.needs_woman,
    )
