import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from reencuentro.accounts import actions, links
from reencuentro.accounts.models import Link, Role
from reencuentro.notify import outbox, worker
from reencuentro.notify.models import Notice
from reencuentro.notify.state import OutboxState, state
from reencuentro.notify.states import State
from tests.accounts.cast import Cast

HERE = "tests.notify.test_worker."


class Server(BaseEmailBackend):
    """A mail server that answers as told, once each; then it accepts."""

    opening: list[Exception] = []
    answers: list[Exception] = []

    def open(self) -> bool:
        if self.opening:
            raise self.opening.pop(0)
        return True

    def send_messages(self, messages: Any) -> int:
        if self.answers:
            raise self.answers.pop(0)
        mail.outbox.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings: Any) -> type[Server]:
    settings.EMAIL_BACKEND = HERE + "Server"
    mail.outbox = []
    Server.opening, Server.answers = [], []
    return Server


def a_notice(cast: Cast) -> Notice:
    return outbox.queue(cast.defender, "offer_made", case_code="R-7K3F2M", path="/work/offers/")


def test_mail_is_in_the_readers_language_and_says_a_code_and_a_link(cast: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://reencuentro.example"
    notice = a_notice(cast)
    assert worker.run_once() == 1
    [message] = mail.outbox
    assert message.to == ["tomasa@example.org"]
    assert message.subject == "Reencuentro: Una solicitud para usted"
    assert message.body == (
        "Hay una solicitud en el caso R-7K3F2M que usted podría tomar. Por favor, acéptela o rechácela.\n\n"
        "https://reencuentro.example/work/offers/\n\n"
        "-- \n"
        "Usted recibe este mensaje porque trabaja en Reencuentro. Por la seguridad de las niñas y los niños, "
        "los correos nunca dicen más; por favor, no responda a este. Cómo recibir los avisos: "
        "https://reencuentro.example/notices/preferences/\n"
    )
    raw = message.message()
    assert raw["Message-ID"] == f"<{notice.pk}@reencuentro.example>"
    assert raw["Auto-Submitted"] == "auto-generated"
    assert raw["List-Id"] == "Reencuentro <notices.reencuentro.example>"
    whole = raw.as_string()
    assert "tomasa@example.org" in whole
    assert not re.search("Ixcoy|Voces", whole)


def test_sent_notice_is_not_sent_again(cast: Cast) -> None:
    a_notice(cast)
    assert [worker.run_once(), worker.run_once()] == [1, 0]
    assert len(mail.outbox) == 1
    assert Notice.objects.get().state == State.SENT


def test_only_one_of_two_workers_claims_a_notice(cast: Cast) -> None:
    notice = a_notice(cast)
    now = timezone.now()
    assert worker.claim(now) == notice
    assert worker.claim(now) is None


@pytest.mark.parametrize(
    ("trouble", "state", "code"),
    [
        (smtplib.SMTPDataError(451, b"busy with Tomasa"), State.QUEUED, "refused_for_now"),
        (smtplib.SMTPDataError(554, b"no"), State.FAILED, "refused"),
        (
            smtplib.SMTPRecipientsRefused({"tomasa@example.org": (450, b"later")}),
            State.QUEUED,
            "refused_for_now",
        ),
        (smtplib.SMTPRecipientsRefused({"tomasa@example.org": (550, b"unknown")}), State.FAILED, "refused"),
        (smtplib.SMTPServerDisconnected("gone"), State.UNSURE, "line_broke"),
        (TimeoutError(), State.UNSURE, "line_broke"),
    ],
)
def test_what_a_servers_answer_means(
    cast: Cast, server: type[Server], trouble: Exception, state: str, code: str
) -> None:
    a_notice(cast)
    server.answers = [trouble]
    assert worker.run_once() == 0
    notice = Notice.objects.get()
    assert (notice.state, notice.trouble, notice.tries) == (state, code, 1)
    assert mail.outbox == []


def test_no_connection_is_tried_again_after_one_two_four_minutes(cast: Cast, server: type[Server]) -> None:
    a_notice(cast)
    server.opening = [ConnectionRefusedError()] * 3
    waits = []
    for _ in range(3):
        Notice.objects.update(next_try=timezone.now())
        before = timezone.now()
        worker.run_once()
        waits.append(round((Notice.objects.get().next_try - before).total_seconds() / 60))
    assert waits == [1, 2, 4]
    assert worker.run_once() == 0  # not due yet
    Notice.objects.update(next_try=timezone.now())
    assert worker.run_once() == 1


def test_after_eight_tries_it_has_failed(cast: Cast, server: type[Server]) -> None:
    a_notice(cast)
    server.opening = [ConnectionRefusedError()] * 8
    states = []
    for _ in range(8):
        Notice.objects.update(next_try=timezone.now())
        worker.run_once()
        states.append(Notice.objects.get().state)
    assert states == [State.QUEUED] * 7 + [State.FAILED]


def test_claim_of_a_dead_worker_becomes_unsure_and_is_never_sent_by_itself(cast: Cast) -> None:
    a_notice(cast)
    now = timezone.now()
    worker.claim(now)
    assert worker.recover(now + timedelta(minutes=9)) == 0
    assert worker.recover(now + timedelta(minutes=11)) == 1
    assert worker.run_once() == 0
    assert mail.outbox == []
    assert state() == OutboxState(queued=0, oldest=None, failed=0, unsure=1)
    assert state().healthy(now) is False


def test_somebody_who_left_is_told_nothing(cast: Cast) -> None:
    notice = outbox.queue(cast.coordinator, "request_asked", case_code="R-7K3F2M")
    actions.end_membership(cast.coordinator, by=cast.administrator)
    worker.run_once()
    notice.refresh_from_db()
    assert (notice.state, notice.trouble, mail.outbox) == (State.FAILED, "reader_left", [])


def test_invitation_mail_carries_a_link_that_works_and_no_trace_of_it_stays(cast: Cast) -> None:
    actions.invite(
        by=cast.administrator,
        organisation=cast.abroad,
        role=Role.DEFENDER,
        email="new@example.org",
        language="es",
    )
    assert [worker.run_once(), worker.run_once()] == [1, 0]
    [message] = mail.outbox
    token = re.search(r"/link/([\w-]{43})/", message.body)
    assert token is not None
    link = links.find(token[1])
    assert message.to == [link.user.email] == ["new@example.org"]
    stored = str([list(model.objects.values_list()) for model in (Link, Notice)])
    assert str(link.pk) in stored
    assert token[1] not in stored
    assert [m for m in (message.subject, str(message.extra_headers)) if token[1] in m] == []


def test_link_is_made_anew_when_the_first_mail_could_not_leave(cast: Cast, server: type[Server]) -> None:
    actions.invite(
        by=cast.administrator, organisation=cast.partner, role=Role.ADVOCATE, email="new@example.org"
    )
    server.answers = [smtplib.SMTPDataError(451, b"later")]
    worker.run_once()
    Notice.objects.update(next_try=timezone.now())
    assert worker.run_once() == 1
    token = re.search(r"/link/([\w-]{43})/", mail.outbox[0].body)
    assert links.find(token[1]).user.email == "new@example.org"  # type: ignore[index]


def test_replaced_link_is_not_sent(cast: Cast) -> None:
    first = actions.invite(
        by=cast.administrator, organisation=cast.partner, role=Role.ADVOCATE, email="new@example.org"
    )
    from reencuentro.notify.links import queue_waiting

    queue_waiting()
    actions.invite_again(first.user, by=cast.administrator)
    assert worker.run_once() == 1
    assert sorted(Notice.objects.values_list("state", "trouble")) == [
        ("failed", "link_unusable"),
        ("sent", ""),
    ]


def test_new_address_gets_the_link_and_the_old_one_a_warning(cast: Cast) -> None:
    actions.ask_email_change(cast.advocate, by=cast.advocate, new_email="nora.new@example.org")
    worker.run_once()
    told = {message.to[0]: message for message in mail.outbox}
    assert told.keys() == {"nora@example.org", "nora.new@example.org"}
    assert "/link/" in told["nora.new@example.org"].body
    assert "/link/" not in told["nora@example.org"].body


def test_change_of_the_second_factor_is_recorded_and_told(cast: Cast) -> None:
    get_adapter().send_notification_mail("mfa/email/totp_activated", cast.advocate)
    assert worker.run_once() == 1
    assert mail.outbox[0].subject == "Reencuentro: Your second factor was changed"
    assert mail.outbox[0].to == ["nora@example.org"]


def test_state_counts_what_waits(cast: Cast) -> None:
    oldest = a_notice(cast)
    a_notice(cast)
    assert state() == OutboxState(queued=2, oldest=oldest.created, failed=0, unsure=0)
    assert state().healthy(timezone.now()) is True
    assert state().healthy(timezone.now() + timedelta(minutes=16)) is False
