"""What the worker does for the public site: pages that were approved for a later day appear, others run out."""

from django.core.management import call_command
from wagtail.models import Revision


def go_round() -> int:
    """Publishes what is due and withdraws what has expired. Returns how many revisions waited for their day."""
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False).count()
    call_command("publish_scheduled", verbosity=0)
    return waiting
