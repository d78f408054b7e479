"""A look into the index without a search of a case: it needs a reason, it is counted, and it shows the least."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.cardindex import searching
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.engines.tracing.types import Description
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Look
from reencuentro.tracing.queries.looking import Glimpse, glimpses
from reencuentro.tracing.rules import require

MOST = 20
HOUR = timedelta(hours=1)


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
    _refuse_too_many(by)
    least = tracing_policy.policy().lead_from
    hits = [hit for hit in searching.search(described, limit=MOST) if hit.match.probability >= least]
    seen = glimpses(hits)
    _write_down(by, because, len(seen))
    return seen


def _refuse_too_many(by: User) -> None:
    allowed = tracing_policy.policy().searches_per_hour
    if Look.objects.filter(by=by, at__gt=now() - HOUR).count() >= allowed:
        raise NotReady(
            _("You have looked often in this hour. Wait a little, or ask for a search in the case.")
        )


@transaction.atomic
def _write_down(by: User, because: str, found: int) -> None:
    made = Look.objects.create(box=by.box, by=by, because=because, found=found, at=now())
    log.record("tracing.look", by=by, about=made, found=found)
