"""What the ledger hears of the public site: page numbers, never a title.

There are many ways through Wagtail to publish, withdraw and delete; its signals are where they all meet. That is also
why the rule of the second Editor is asked here once more: nothing unreviewed gets past, whichever way it takes.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from reencuentro.audit import log

from . import rules
from .errors import NeedsSecondEditor


def listen() -> None:
    page_published.connect(_published, dispatch_uid="public_site_published")
    page_unpublished.connect(_withdrawn, dispatch_uid="public_site_withdrawn")
    post_delete.connect(_deleted, sender=Page, dispatch_uid="public_site_deleted")


@transaction.atomic
def _published(sender: Any, instance: Page, revision: Revision | None = None, **_more: Any) -> None:
    """Raises NeedsSecondEditor, which takes the publication back. An alias says only what its page says."""
    if not (instance.alias_of_id or rules.is_reviewed(revision)):
        raise NeedsSecondEditor
    verb = "page_published" if instance.live else "page_scheduled"
    log.record(verb, by=acting(), about=f"page:{instance.pk}", revision=revision.pk if revision else 0)


@transaction.atomic
def _withdrawn(sender: Any, instance: Page, **_more: Any) -> None:
    log.record("page_withdrawn", by=acting(), about=f"page:{instance.pk}")


@transaction.atomic
def _deleted(sender: Any, instance: Page, **_more: Any) -> None:
    log.record("page_deleted", by=acting(), about=f"page:{instance.pk}")


def acting() -> Any:
    """Whom Wagtail knows to act in this request, else the system (a schedule, a command)."""
    return get_active_log_context().user or "system"
