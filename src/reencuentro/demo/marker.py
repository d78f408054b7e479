"""How a database says that it holds the demo world: an entry of the ledger, which nobody can take out."""

from django.db import transaction

from reencuentro.audit.log import record
from reencuentro.audit.models import Entry

VERB = "demo_begun"
END = "demo_finished"
FIRST_ENTRIES = 20  # the mark is set before anything else, so a long ledger need not be searched


def put() -> None:
    """To be called before the first act of the demo world."""
    if not is_present():
        with transaction.atomic():
            record(VERB, by="system", about="demo")


def is_present() -> bool:
    return Entry.objects.filter(seq__lte=FIRST_ENTRIES, verb=VERB).exists()


def put_end() -> None:
    """To be called after the last act: a world without it was interrupted while it was built."""
    with transaction.atomic():
        record(END, by="system", about="demo")


def is_finished() -> bool:
    return Entry.objects.filter(verb=END).exists()
