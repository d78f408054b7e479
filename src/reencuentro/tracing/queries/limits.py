"""How often somebody has asked the index within an hour: by searches, by looks, and by the persons whom they wrote.

Whoever may change a person of their own case and sees what comes of it asks the index too, word by word. So all of it
counts together, against the one number of the policy.
"""

from datetime import datetime, timedelta

from reencuentro.accounts.models import User
from reencuentro.audit.models import Entry
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Case, Event
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Look

HOUR = timedelta(hours=1)

# What brings new facts of a person before the door and the search that goes on by itself. A tie is not counted: it puts
# the name of a parent on the card of a child, and that parent was written, and counted, before.
WRITTEN = ("case.open", "person.add", "person.change", "person.add_name", "person.add_number")


def asked_in_an_hour(user: User) -> int:
    """Searches, looks and writings of this person. Three queries."""
    since = now() - HOUR
    searches = Entry.objects.filter(actor=user.ledger_name, verb="tracing.search", at__gt=since).count()
    return searches + Look.objects.filter(by=user, at__gt=since).count() + _written(user, since)


def used_up(user: User) -> bool:
    """This person may not ask once more now."""
    return asked_in_an_hour(user) >= tracing_policy.policy().searches_per_hour


def overdone(user: User) -> bool:
    """What this person wrote last was one too many: it is counted already."""
    return asked_in_an_hour(user) > tracing_policy.policy().searches_per_hour


def rests(case: Case) -> bool:
    """Somebody who wrote persons of this case within the hour has overdone it: until then nobody learns from it.

    One query where nobody wrote; three more for each who did.
    """
    lately = Event.objects.filter(case=case, verb__in=WRITTEN, at__gt=now() - HOUR)
    return any(map(overdone, User.objects.filter(pk__in=lately.order_by().values("by"))))


def _written(user: User, since: datetime) -> int:
    return Event.objects.filter(by=user, verb__in=WRITTEN, at__gt=since).count()
