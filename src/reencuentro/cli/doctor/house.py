"""The doctor looks at the house itself: keys, ledger, mail, sessions, the demo world."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import get_commands

from reencuentro.audit import state as ledger_state
from reencuentro.cardindex import state as index_state
from reencuentro.casework.actions import indexing
from reencuentro.demo import marker
from reencuentro.engines.tracing.features import VERSION
from reencuentro.notify import state as notify_state
from reencuentro.vault import boxes
from reencuentro.vault import checks as vault_checks
from reencuentro.vault.errors import VaultError

from .lines import Line, missing, ok, unsafe

LONGEST_MAIL_WAIT = timedelta(hours=1)
MOST_UNPROTECTED_ENTRIES = 10_000
MOST_SLIPS = 10_000


def keys(now: datetime) -> Iterator[Line]:
    if settings.PRODUCTION:
        for _code, sentence in vault_checks.findings():
            yield unsafe("Keys", sentence, "See docs/operations.md, Keys.")
    try:
        state = boxes.state()
    except VaultError as error:
        tell = unsafe if settings.PRODUCTION else missing
        yield tell("Keys", str(error), "In the demo the first start makes them.")
        return
    yield ok("Keys", f"source {state.source}; {state.open} boxes open, {state.destroyed} destroyed")
    if state.missing:
        yield missing(
            "Keys", f"{state.missing} boxes have lost their key", "Restore KEYS_DIR from its backup."
        )
    if state.undead:
        yield unsafe(
            "Keys", f"{state.undead} destroyed boxes have a key again", "Run `reencuentro keys_sweep`."
        )
    if state.keys > 1 or state.old:
        yield missing(
            "Keys", "a change of the key-encryption key is not finished", "Run `reencuentro keys_rotate`."
        )
    if state.unused:
        yield missing("Keys", f"{state.unused} keys belong to no box", "Run `reencuentro keys_sweep`.")


def ledger(now: datetime) -> Iterator[Line]:
    state = ledger_state.state()
    yield ok("Ledger", f"{state.size} entries")
    for problem in state.problems:
        yield unsafe(
            "Ledger", str(problem.label), "Run `reencuentro audit_verify` with the kept checkpoints."
        )
    if settings.DEMO:
        return  # nobody outside keeps checkpoints of an invented world
    if state.last_checkpoint_size is None:
        yield missing(
            "Ledger", "no checkpoint was ever signed", "Run `reencuentro audit_checkpoint` every day."
        )
    elif state.since_checkpoint > MOST_UNPROTECTED_ENTRIES:
        yield missing(
            "Ledger",
            f"{state.since_checkpoint} entries since the last checkpoint",
            "Run `reencuentro audit_checkpoint` and give the file to somebody outside.",
        )
    else:
        yield ok("Ledger", f"{state.since_checkpoint} entries since the last checkpoint")


def tracing(now: datetime) -> Iterator[Line]:
    try:
        state = index_state.state(VERSION)
    except VaultError:
        return  # told under Keys
    yield ok("Tracing", f"{state.kind} index; {state.cards} cards")
    lacking = indexing.without_card().count()
    if lacking:
        yield missing(
            "Tracing",
            f"{lacking} persons cannot be found, as they have no card",
            "Run `reencuentro index_rebuild`.",
        )
    if state.damaged:
        yield missing(
            "Tracing", "the shelves do not open or are not there", "Run `reencuentro index_rebuild`."
        )
    if state.building:
        yield missing(
            "Tracing", "a build of shelves is not finished", "`reencuentro index_rekey` goes on with it."
        )
    if state.answers is False:
        yield missing("Tracing", "nothing can be searched now", "Is `reencuentro tracing_index` running?")
    if state.slips > MOST_SLIPS:
        yield missing(
            "Tracing", f"{state.slips} changes wait for the shelves", "Is `reencuentro worker` running?"
        )


def mail(now: datetime) -> Iterator[Line]:
    state = notify_state.state()
    yield ok("Mail", f"{settings.EMAIL_BACKEND.rsplit('.', 2)[-2]}; {state.queued} queued")
    if state.oldest and now - state.oldest > LONGEST_MAIL_WAIT:
        yield missing("Mail", "a notice has waited for more than an hour", "Is `reencuentro worker` running?")
    if state.failed:
        yield missing(
            "Mail", f"{state.failed} notices could not be sent", "Check the mail server and the addresses."
        )
    if state.unsure:
        yield missing(
            "Mail", f"{state.unsure} notices may or may not have been sent", "Tell those people yourself."
        )


def people(now: datetime) -> Iterator[Line]:
    minutes = settings.SESSION_IDLE // timedelta(minutes=1)
    hours = settings.SESSION_ABSOLUTE // timedelta(hours=1)
    yield ok("People", f"sessions end after {minutes} idle minutes and after {hours} hours")
    if settings.SECOND_FACTOR_REQUIRED:
        yield ok("People", "a second factor is required")
    elif settings.DEMO:
        yield ok("People", "a second factor is not required, because this is the demo")
    else:
        yield unsafe("People", "a second factor is not required", "Set SECOND_FACTOR_REQUIRED.")
    if not get_user_model().objects.exists():
        yield missing(
            "People", "nobody can sign in yet", "Run `reencuentro invite` for the first Administrator."
        )


def demo(now: datetime) -> Iterator[Line]:
    present = marker.is_present()
    if settings.DEMO and "demo_build" in get_commands() and not present:
        yield missing("Demo", "the demo world is not built", "`reencuentro serve` builds it.")
    elif settings.PRODUCTION and present:
        yield unsafe("Demo", "this database holds the demo world", "Begin with an empty database.")
    else:
        yield ok("Demo", "the demo world is here" if present else "no demo data")
