"""A look into the index without a search of a case: it needs a reason, it is counted, and it shows the least."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.cardindex import searching
from reencuentro.cardindex.errors import IndexAway
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.engines.tracing.types import Description
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Look
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.limits import used_up
from reencuentro.tracing.queries.looking import Glimpse, glimpses
from reencuentro.tracing.rules import require

MOST = 20


def look(described: Description, *, by: User, because: str) -> list[Glimpse]:
    """Who may be the person described: how sure, in which office, and nothing else; best first.

    The ledger gets the look and how many were shown; the reason is sealed with the key of who asked, and what was asked
    is kept nowhere. Raises NotAllowed, Invalid without a reason or with nothing to look for, NotReady when this hour's
    looks are used up, IndexAway. A refused look is not counted.
    """
    require(by, "look")
    if not because.strip():
        raise Invalid("because", _("Write why you must look."))
    if described == replace(Description(), stated_on=described.stated_on):
        raise Invalid("given", _("Write a name, or something else that is known."))
    made = _take_turn(by, because)
    try:
        hits = searching.search(described, limit=MOST)
    except IndexAway:
        made.delete()
        raise
    least = tracing_policy.policy().lead_from
    seen = glimpses(hit for hit in hits if finding_people.likely(hit, least))
    _write_down(made, len(seen))
    return seen


@transaction.atomic
def _take_turn(by: User, because: str) -> Look:
    """Counted before anything is answered, one at a time: many looks at the same moment are as many looks."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if used_up(by):
        raise NotReady(
            _("You have looked often in this hour. Wait a little, or ask for a search in the case.")
        )
    return Look.objects.create(box=by.box, by=by, because=because, at=now())


@transaction.atomic
def _write_down(made: Look, found: int) -> None:
    made.found = found
    made.save(update_fields=["found"])
    log.record("tracing.look", by=made.by, about=made, found=found)
