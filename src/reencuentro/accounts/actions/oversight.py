"""What an Administrator looks at, each look with its entry, and the promise that they sign."""

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.accounts.rules import Actor, require
from reencuentro.audit import checkpoints, log
from reencuentro.audit.verify import Note


@transaction.atomic
def look_at_people(*, by: Actor, found: int, searched: bool = False) -> None:
    """The list of people, with their names, was opened or searched; what was typed is not kept. Raises NotAllowed."""
    require(by, "read_people")
    log.record("people_searched" if searched else "people_listed", by=by, about="people", found=found)


@transaction.atomic
def look_at_person(user: User, *, by: Actor) -> None:
    """Name, address and sessions of one person were opened. Raises NotAllowed."""
    require(by, "read_people")
    log.record("person_looked_at", by=by, about=user)


@transaction.atomic
def search_ledger(reference: str, *, by: Actor) -> None:
    """`reference`: an opaque one, as the ledger writes it. Raises NotAllowed, PersonalDataRefused."""
    require(by, "read_ledger")
    log.record("ledger_searched", by=by, about="ledger", reference=reference)


def sign_checkpoint(*, by: Actor) -> str:
    """Verifies the whole ledger, signs what it is now and returns the note, for somebody outside to keep.

    Reads every entry (about 30,000 a second). Raises NotAllowed, LedgerDamaged, and KeyMissing or KeyUnsafe.
    """
    require(by, "sign_checkpoint")
    note = checkpoints.make()  # outside a transaction: it reads long, and nobody else shall wait for it
    with transaction.atomic():
        log.record("checkpoint_signed", by=by, about="ledger", size=checkpoints.last_size() or 0)
    return note


@transaction.atomic
def take_checkpoint(*, by: Actor) -> Note | None:
    """The newest kept checkpoint, None when there is none. Raises NotAllowed."""
    require(by, "read_ledger")
    newest = checkpoints.newest()
    if newest is not None:
        log.record("checkpoint_taken", by=by, about="ledger", size=checkpoints.last_size() or 0)
    return newest
