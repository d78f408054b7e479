"""The daily summary: once a day, at the reader's hour, one notice that stands for all gathered ones."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from reencuentro.accounts.models import User

from .models import Notice, preference_of
from .states import State


def gather(now: datetime) -> int:
    """Makes the summaries that are due. Returns how many. Running it twice changes nothing."""
    waiting = Notice.objects.filter(state=State.GATHERED, digest=None).values("to")
    readers = User.objects.filter(pk__in=waiting, is_active=True)
    return sum(_summary_for(reader, now) for reader in readers)


def local(reader: User, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(reader.time_zone or settings.TIME_ZONE))


@transaction.atomic
def _summary_for(reader: User, now: datetime) -> bool:
    here = local(reader, now)
    if here.hour < preference_of(reader).digest_hour:
        return False
    summary, new = Notice.objects.get_or_create(
        key=f"digest:{reader.pk}:{here.date().isoformat()}",
        defaults={"to": reader, "kind": "digest", "path": "/notices/"},
    )
    if new:
        Notice.objects.filter(to=reader, state=State.GATHERED, digest=None).update(digest=summary)
    return new
