"""Links of accounts that wait for their mail become notices; accounts stands below and cannot queue them itself."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from reencuentro.accounts import links
from reencuentro.accounts.models.link import Purpose

from . import outbox
from .models import Notice


@transaction.atomic
def queue_waiting() -> int:
    """Queues one notice for each waiting link, once. Returns how many links waited."""
    count = 0
    for link in links.waiting().exclude(pk__in=_queued()):
        outbox.queue(link.user, link.purpose, key=f"link:{link.pk}", link=link)
        if link.purpose == Purpose.EMAIL_CHANGE:  # the old address hears of it too
            outbox.queue(link.user, "email_change_asked", path="/account/sessions/", key=f"old:{link.pk}")
        count += 1
    return count


def _queued() -> "QuerySet[Notice, Any]":
    return Notice.objects.filter(link__isnull=False).values("link_id")
