"""Offers that a conflict has overtaken: to the Defender they look like any other that was taken back, for ever."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reencuentro.accounts.models import User
from reencuentro.casework.models import Conflict, Offer


def overtaken(user: User) -> set[UUID]:
    """Offers to this Defender during which a conflict was told, also once their time is over. Two queries.

    What ended before the conflict was told stays as it was: a change would tell that there is one.
    """
    waited = Offer.objects.filter(defender=user, state__in=["made", "expired"]).order_by()
    rows = list(waited.values_list("pk", "case__code", "made_at", "answered_at"))
    told = _told(user)
    return {
        pk
        for pk, code, made, ended in rows
        if any(made <= at and (ended is None or at <= ended) for at in told[Conflict.index_of_case(code)])
    }


def _told(user: User) -> dict[str, list[datetime]]:
    """When conflicts of this Defender, or of their house, were told, by the index of the case."""
    house = Q(organisation__memberships__user=user, organisation__memberships__ended=None)
    found = defaultdict[str, list[datetime]](list)
    for conflict in Conflict.objects.filter(Q(defender=user) | house, lifted=False):
        found[conflict.about].append(conflict.said_at)
    return found
