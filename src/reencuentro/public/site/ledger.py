"""What the ledger hears of the public site: page numbers, never a title."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_unpublished

from reencuentro.audit import log


def listen() -> None:
    """Publishing goes through our own method (models/page.py); withdrawing has several ways through Wagtail, and this
    signal is where they meet.
    """
    page_unpublished.connect(_withdrawn, dispatch_uid="public_site_withdrawn")


@transaction.atomic
def _withdrawn(sender: Any, instance: Page, **_more: Any) -> None:
    log.record("page_withdrawn", by=acting(), about=f"page:{instance.pk}")


def acting(user: Any = None) -> Any:
    """Who acts: the given person, or whom Wagtail knows to act in this request, else the system (a schedule)."""
    return user or get_active_log_context().user or "system"
