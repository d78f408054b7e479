"""Sends what is queued. Each row is claimed by a conditional update, so two workers never send the same one.

Between claim and sent nobody can know after a crash whether the mail went out. Such a row becomes `unsure`, is shown,
and is never sent again by itself: a notice twice is a nuisance, an invitation twice a doubt about which link is real.
"""

import smtplib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reencuentro.accounts.errors import LinkUnusable

from . import digest, letters, links
from .models import Notice
from .states import State

MAX_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)  # doubled after each try: the eighth comes after about two hours
# Longer than any attempt can take (settings.EMAIL_TIMEOUT is 20 s for each step of the conversation).
CLAIM_LIFETIME = timedelta(minutes=10)


class Trouble(Exception):
    """Why a mail was not, or perhaps not, sent. `state` is where the notice goes."""

    def __init__(self, state: State, code: str) -> None:
        self.state, self.code = state, code
        super().__init__(code)


def run_once() -> int:
    """One round: links and digests become notices, stuck claims become `unsure`, all that is due is sent.

    Returns how many notices were sent.
    """
    now = timezone.now()
    recover(now)
    links.queue_waiting()
    digest.gather(now)
    return send_due()


def send_due() -> int:
    sent = 0
    while (notice := claim(timezone.now())) is not None:
        sent += send(notice)
    return sent


def recover(now: datetime) -> int:
    """Claims of a worker that died become `unsure`. Returns how many."""
    stuck = Notice.objects.filter(state=State.CLAIMED, claimed__lt=now - CLAIM_LIFETIME)
    return stuck.update(state=State.UNSURE, trouble="worker_died")


def claim(now: datetime) -> Notice | None:
    """The oldest due notice, now ours; None when nothing is due."""
    due = Notice.objects.filter(state=State.QUEUED, next_try__lte=now).order_by("created", "pk")
    for pk in due.values_list("pk", flat=True)[:20]:
        mine = Notice.objects.filter(pk=pk, state=State.QUEUED).update(
            state=State.CLAIMED, claimed=now, tries=F("tries") + 1
        )
        if mine:
            return Notice.objects.select_related("to", "link").get(pk=pk)
    return None


def send(notice: Notice) -> bool:
    """Sends one claimed notice and writes down what became of it."""
    try:
        _send(notice)
    except Trouble as trouble:
        _settle(notice, trouble)
        return False
    Notice.objects.filter(pk=notice.pk).update(state=State.SENT, sent=timezone.now(), trouble="")
    return True


def _send(notice: Notice) -> None:
    if not notice.to.is_active and notice.link is None:
        raise Trouble(State.FAILED, "reader_left")
    connection = mail.get_connection()
    _open(connection)
    try:
        with transaction.atomic():  # the token's hash is committed before the mail leaves
            message = letters.letter(notice)
    except LinkUnusable as stale:
        raise Trouble(State.FAILED, "link_unusable") from stale
    _deliver(connection, message)


def _open(connection: BaseEmailBackend) -> None:
    """Nothing was sent yet, so any trouble here is temporary."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as broken:
        raise Trouble(State.QUEUED, "no_connection") from broken


def _deliver(connection: BaseEmailBackend, message: mail.EmailMessage) -> None:
    """A refusal by the server is definite; a broken line is not. Raises Trouble."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refused(max(code for code, _ in refused.recipients.values())) from refused
    except smtplib.SMTPResponseException as refused:
        raise _refused(refused.smtp_code) from refused
    except (smtplib.SMTPException, OSError) as broken:
        raise Trouble(State.UNSURE, "line_broke") from broken
    finally:
        with suppress(
            smtplib.SMTPException, OSError
        ):  # the answer is known: a clumsy goodbye changes nothing
            connection.close()


def _refused(code: int) -> Trouble:
    """4xx: the server says "later". 5xx: it says "never"."""
    return Trouble(State.QUEUED, "refused_for_now") if code < 500 else Trouble(State.FAILED, "refused")


def waits(tries: int) -> timedelta:
    """Until the next try, after so many."""
    return FIRST_WAIT * 2 ** (tries - 1)


def _settle(notice: Notice, trouble: Trouble) -> None:
    state, wait = trouble.state, waits(notice.tries)
    if state == State.QUEUED and notice.tries >= MAX_TRIES:
        state = State.FAILED
    Notice.objects.filter(pk=notice.pk).update(
        state=state, trouble=trouble.code, next_try=timezone.now() + wait
    )
