"""What needs an Administrator's attention, in verbs: the task list of the overview."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import User
from reencuentro.accounts.state import AccountsState
from reencuentro.audit.state import LedgerState
from reencuentro.audit.verifications import Verification
from reencuentro.casework.queries import erasures
from reencuentro.notify.state import OutboxState
from reencuentro.vault import boxes
from reencuentro.vault.errors import VaultError

MOST_UNPROTECTED_ENTRIES = 10_000  # as `reencuentro doctor` says it


@dataclass(frozen=True)
class Task:
    """A row of the list: what to do, where, why. `tone` is late for what may already do harm, else wait."""

    verb: str
    href: str
    hint: str
    status: str
    tone: str = "wait"


def ledger(state: LedgerState, last: Verification | None) -> Iterator[Task]:
    here = reverse("ledger")
    for problem in state.problems:
        yield Task(_("Find out what happened to the ledger"), here, str(problem.label), _("Alarm"), "late")
    if last and not last.ok:
        hint = _("The last full verification found places that were changed.")
        yield Task(_("Find out what happened to the ledger"), here, hint, _("Alarm"), "late")
    if state.last_checkpoint_size is None or state.since_checkpoint > MOST_UNPROTECTED_ENTRIES:
        hint = _("Only a checkpoint that lies outside proves later that nothing was rewritten.")
        yield Task(_("Sign a checkpoint and give it to somebody outside"), here, hint, _("To sign"))


def keys() -> Iterator[Task]:
    here = reverse("keys")
    try:
        rotating = boxes.is_rotating()
    except VaultError as trouble:
        yield Task(_("Look at the keys at once"), here, str(trouble.sentence), _("Alarm"), "late")
        return
    if rotating:
        hint = _("A change of the key-encryption key was begun and is not finished.")
        yield Task(_("Finish the change of the key"), here, hint, _("In hand"), "go")


def outbox(state: OutboxState, now: datetime) -> Iterator[Task]:
    here = reverse("outbox")
    if state.is_late(now):
        hint = _("A notice has waited for too long. Probably the worker is not running.")
        yield Task(_("Start the worker that sends mail"), here, hint, _("Waiting"), "late")
    if state.failed:
        hint = _("These people were not told. Correct the address or the mail server, then send again.")
        yield Task(_("Send failed mail again"), here, hint, str(state.failed), "late")
    if state.unsure:
        hint = _("The line broke in the middle: perhaps it arrived. Ask the person, or send it again.")
        yield Task(_("Decide about mail that perhaps arrived"), here, hint, str(state.unsure))


def people(state: AccountsState) -> Iterator[Task]:
    here = reverse("people")
    if state.expired:
        hint = _("Their link no longer works. Invite them again, or end the membership.")
        yield Task(
            _("Invite again whose invitation has run out"),
            f"{here}?standing=invited",
            hint,
            str(state.expired),
        )
    if state.expiring:
        hint = _("Their link ends within two days. A call often helps.")
        yield Task(_("Remind whom you invited"), f"{here}?standing=invited", hint, str(state.expiring))
    if state.unprotected:
        hint = (
            _("Until they add one they cannot work here. Ask whether they need help.")
            if settings.SECOND_FACTOR_REQUIRED
            else _("In the demonstration nobody needs one. In real use they could not work without it.")
        )
        yield Task(
            _("Help people to add a second factor"),
            f"{here}?standing=unprotected",
            hint,
            str(state.unprotected),
        )


def erasure(*, by: User) -> Iterator[Task]:
    count = erasures.asked_count(by=by)
    if count:
        words = ngettext("Erase %(count)s ended case", "Erase %(count)s ended cases", count) % {
            "count": count
        }
        hint = _("Counsel asked for it. You see the code, and nothing else of the case.")
        yield Task(words, reverse("erasures"), hint, _("Asked for"))


def first_things(tasks: list[Task]) -> list[Task]:
    """Alarms before everything else, otherwise as they came."""
    return sorted(tasks, key=_rank)


def _rank(task: Task) -> Any:
    return task.tone != "late"
