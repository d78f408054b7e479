"""What time does to applications: who has joined is noted, mails go out, what is over is erased."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from reencuentro.audit import log
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now
from reencuentro.network.models import Application
from reencuentro.network.states import ENDED
from reencuentro.notify import outside
from reencuentro.reference import matching_policy
from reencuentro.vault import boxes

MAX_TRIES = 8  # one each round of a minute; then a person is told on the page
CLAIM_LIFETIME = timedelta(minutes=10)


def go_round() -> int:
    """One round; returns how many things were done. Safe to run twice, and by two workers."""
    return note_joined() + send_letters(now()) + erase_old(now())


def note_joined() -> int:
    """Whoever has accepted the invitation is no applicant any more."""
    waiting = Application.objects.filter(state="invited", person__joined__isnull=False)
    return sum(_move(application, "join", "application_joined") for application in waiting)


def erase_old(at: datetime) -> int:
    """Destroys the boxes of applications whose time is over; what remains are days and the state."""
    before = at - timedelta(days=matching_policy.joining().keep_days)
    over = Application.objects.filter(state__in=ENDED, ended_at__lt=before).select_related("box")
    return sum(_erase(application) for application in over)


@transaction.atomic
def _move(application: Application, move: str, verb: str) -> bool:
    """False when somebody was faster."""
    lock(application)
    if not application.may_move(move):
        return False
    application.move(move)
    application.ended_at = application.ended_at or now()
    application.save(update_fields=["state", "ended_at"])
    log.record(verb, by="system", about=application)
    return True


@transaction.atomic
def _erase(application: Application) -> bool:
    moved = _move(application, "erase", "application_erased")
    if moved:
        boxes.destroy(application.box, by="system")
    return moved


def send_letters(at: datetime) -> int:
    """Sends the mails that say no; returns how many went out. A claim whose worker died counts as `unsure`."""
    stuck = Application.objects.filter(letter="claimed", letter_claimed__lt=at - CLAIM_LIFETIME)
    stuck.update(letter="unsure")
    due = list(Application.objects.filter(letter="due", state="declined").values_list("pk", flat=True))
    return sum(_send(pk, at) for pk in due)


def _send(pk: UUID, at: datetime) -> bool:
    """Claimed by a conditional update, so that two workers never send the same mail."""
    mine = Application.objects.filter(pk=pk, letter="due").update(
        letter="claimed", letter_claimed=at, letter_tries=F("letter_tries") + 1
    )
    if not mine:
        return False
    application = Application.objects.get(pk=pk)
    days = matching_policy.joining().keep_days
    result = outside.send(application.email, "application_declined", application.language, days=days)
    if result == "again" and application.letter_tries >= MAX_TRIES:
        result = "failed"
    Application.objects.filter(pk=pk).update(letter="due" if result == "again" else result)
    return result == "sent"
