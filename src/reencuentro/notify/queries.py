from django.db.models import QuerySet

from reencuentro.accounts import rules
from reencuentro.accounts.models import User

from .models import Notice
from .states import State


def mine(user: User) -> QuerySet[Notice]:
    """One's own notices, the latest first; summaries are left out, for what they sum up is in the list."""
    return Notice.objects.filter(to=user).exclude(kind="digest")


def unread_count(user: User) -> int:
    return mine(user).filter(read=None).count()


def troubled(*, by: rules.Actor) -> QuerySet[Notice]:
    """Notices that failed or may have been lost, for the Administrator. Raises NotAllowed."""
    rules.require(by, "read_people")
    return Notice.objects.filter(state__in=(State.FAILED, State.UNSURE)).select_related("to")
