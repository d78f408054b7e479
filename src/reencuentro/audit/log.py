"""Writing to the ledger: one function, inside the transaction of the change that it records."""

from django.db import transaction
from django.utils import timezone

from reencuentro.engines.ledger_tree.entries import Row, canonical_json, instant

from . import plain
from .errors import NoTransaction
from .models import Entry, Head
from .plain import Actor, Plain


def record(verb: str, *, by: Actor | str, about: object, **details: Plain) -> Entry:
    """Append one entry; it is committed or rolled back together with the caller's change.

    by: a person with `.ledger_name`, or a text such as "system".
    about: a thing with `.ledger_ref`, or a text such as "case:R-7K3F2M".
    details: whole numbers, booleans, dates, aware datetimes, UUIDs, or slugs of at most 64 characters.

    From here to the caller's commit nobody else can append, so call it late: change, then record, then tell.
    Raises NoTransaction outside a transaction and PersonalDataRefused for anything that could name a person.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction
    actor, thing = plain.actor(by), plain.about(about)
    facts = plain.details(details)
    return _append(plain.verb(verb), actor, thing, facts)


def _append(verb: str, actor: str, about: str, details: dict[str, int | bool | str]) -> Entry:
    # The row lock is held until commit: the order of seq is the order of commits, on every database.
    head = Head.objects.select_for_update().get(pk=Head.ONLY)
    now = timezone.now()  # read under the lock, so that time and seq run the same way
    row = Row(head.size + 1, instant(now), actor, verb, about, canonical_json(details), leaf="").sealed()
    entry = Entry(seq=row.seq, at=now, actor=actor, verb=verb, about=about, details=details, leaf=row.leaf)
    entry.save()
    head.frontier = head.frontier.append(bytes.fromhex(row.leaf))
    head.save(update_fields=["size", "hashes"])
    return entry
