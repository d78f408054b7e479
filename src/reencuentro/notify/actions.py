from django.db import transaction
from django.utils import timezone

from reencuentro.accounts import rules
from reencuentro.accounts.errors import NotAllowed
from reencuentro.accounts.models import User
from reencuentro.audit import log

from .models import Notice, Preference
from .states import State


@transaction.atomic
def mark_read(*, by: User, notice: Notice | None = None) -> int:
    """Marks one of one's own notices, or all, as read. Returns how many were unread."""
    unread = Notice.objects.filter(to=by, read=None)
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read=timezone.now())


@transaction.atomic
def choose(*, by: User, urgent: str, other: str, digest_hour: int) -> Preference:
    """How one wants to be told. Offers and matters of one's own account always come at once."""
    preference, _ = Preference.objects.update_or_create(
        user=by, defaults={"urgent": urgent, "other": other, "digest_hour": digest_hour}
    )
    log.record("notices_chosen", by=by, about=by, urgent=urgent, other=other, hour=digest_hour)
    return preference


@transaction.atomic
def send_again(notice: Notice, *, by: rules.Actor) -> None:
    """An Administrator decides that an unsure or failed notice goes out again. Raises NotAllowed.

    Not for notices with a link: there one sends a fresh link (accounts.actions.invite_again, renew_password_link).
    """
    rules.require(by, "end_sessions")
    again = Notice.objects.filter(pk=notice.pk, state__in=(State.UNSURE, State.FAILED), link=None)
    if not again.update(state=State.QUEUED, tries=0, next_try=timezone.now(), trouble=""):
        raise NotAllowed("send_again")
    log.record("notice_sent_again", by=by, about=notice)
