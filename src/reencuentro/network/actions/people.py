"""What coordinators do about the Defenders: looking, and correcting hours and languages."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.network.rules import require
from reencuentro.notify import outbox


@transaction.atomic
def look_at_network(*, by: User, found: int) -> None:
    """The list of Defenders was opened. Raises NotAllowed."""
    require(by, "read_network")
    log.record("network_listed", by=by, about="people", found=found)


@transaction.atomic
def look_at_defender(defender: User, *, by: User) -> None:
    """The page of one Defender was opened. Raises NotAllowed."""
    require(by, "read_network")
    log.record("defender_looked_at", by=by, about=defender)


@transaction.atomic
def correct(defender: User, *, by: User, hours: Mapping[str, float], languages: Mapping[str, Any]) -> int:
    """Hours of travel and languages as the coordination knows them; the Defender is told.

    Returns how many of the two changed. Raises NotAllowed.
    """
    require(by, "correct_defender")
    changed = accounts.correct_defender_profile(defender, by=by, hours=hours, languages=languages)
    if changed:
        outbox.queue(defender, "profile_corrected", path="/availability/")
    return changed
