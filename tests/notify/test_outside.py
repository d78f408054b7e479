import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from reencuentro.notify import outside


class Away(BaseEmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError


class Broken(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPServerDisconnected


class Refuses(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (550, b"no such user")})


@pytest.mark.parametrize(
    ("backend", "result"), [("Away", "again"), ("Broken", "unsure"), ("Refuses", "failed")]
)
def test_a_mail_server_never_stops_the_round_and_the_result_says_what_is_known(
    settings: Any, backend: str, result: str
) -> None:
    settings.EMAIL_BACKEND = f"tests.notify.test_outside.{backend}"
    assert outside.send("nobody@example.org", "application_declined", "en", days=30) == result


def test_the_mail_is_in_the_readers_language_and_names_nobody() -> None:
    assert outside.send("zenobia@example.org", "application_declined", "es", days=30) == "sent"
    [letter] = mail.outbox
    assert letter.subject == "Reencuentro: Su solicitud de ingreso"
    assert "Gracias por querer trabajar con nosotros." in letter.body
    assert "Conservamos durante 30 días" in letter.body
    assert "zenobia" not in letter.body and "http" not in letter.body
