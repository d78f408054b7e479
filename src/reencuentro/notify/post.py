"""Letters from outside to a mailbox of ours: sealed while they wait, gone when they have left.

Other than a notice, such a letter carries what somebody wrote. It lies in a box of its own, whose key is destroyed as
soon as the mail server has taken the letter; after KEEP also when it never did.
"""

from datetime import timedelta

from django.core import mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reencuentro.vault import boxes

from .models import Letter
from .states import State
from .worker import MAX_TRIES, Trouble, _deliver, _open, waits

KEEP = timedelta(days=30)  # a letter that could not be sent


@transaction.atomic
def drop(*, to: str, subject: str, body: str, reply_to: str) -> Letter:
    """Puts a letter into the outbox; the worker sends it. `reply_to` is where the writer wants the answer."""
    box = boxes.create("letter")
    return Letter.objects.create(box=box, to=to, subject=subject, body=body, reply_to=reply_to)


def send_due() -> int:
    """Sends what is due, each letter claimed first so that two workers never send the same. Returns how many."""
    _forget()
    sent = 0
    while (letter := _claim()) is not None:
        sent += _send(letter)
    return sent


def _claim() -> Letter | None:
    now = timezone.now()
    due = Letter.objects.filter(state=State.QUEUED, next_try__lte=now).order_by("created", "pk")
    for pk in due.values_list("pk", flat=True)[:20]:
        if Letter.objects.filter(pk=pk, state=State.QUEUED).update(
            state=State.CLAIMED, claimed=now, tries=F("tries") + 1
        ):
            return Letter.objects.get(pk=pk)
    return None


def _send(letter: Letter) -> bool:
    message = mail.EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else [],
        headers={"Auto-Submitted": "auto-generated"},
    )
    connection = mail.get_connection()
    try:
        _open(connection)
        _deliver(connection, message)
    except Trouble as trouble:
        _settle(letter, trouble)
        return False
    _erase(letter)
    return True


def _settle(letter: Letter, trouble: Trouble) -> None:
    state = trouble.state
    if state == State.QUEUED and letter.tries >= MAX_TRIES:
        state = State.FAILED
    Letter.objects.filter(pk=letter.pk).update(
        state=state, trouble=trouble.code, next_try=timezone.now() + waits(letter.tries)
    )


def _forget() -> None:
    for letter in Letter.objects.filter(created__lt=timezone.now() - KEEP).select_related("box"):
        _erase(letter)


@transaction.atomic
def _erase(letter: Letter) -> None:
    """The row goes, and the key with it: a copy of the database does not bring the words back."""
    box = letter.box
    letter.delete()
    boxes.destroy(box, by="system")
