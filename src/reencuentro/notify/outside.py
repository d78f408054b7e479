"""Mails to people who have no account: the same few words, no name, no link to anything of theirs."""

from typing import Literal

from django.core import mail
from django.core.mail import EmailMessage

from .kinds import KINDS, Words
from .states import State
from .worker import Trouble, _deliver, _open

Result = Literal["sent", "again", "unsure", "failed"]
RESULTS: dict[State, Result] = {State.QUEUED: "again", State.UNSURE: "unsure", State.FAILED: "failed"}
FOOT = Words(
    "You receive this because this address was given in an application to Reencuentro. Please do not answer this mail.",
    "Usted recibe este mensaje porque esta dirección se dio en una solicitud de ingreso a Reencuentro. Por favor, no "
    "responda a este correo.",
)


def send(address: str, kind: str, language: str, **values: int) -> Result:
    """Sends one mail now and says what became of it; the caller keeps count. Never raises for a mail server.

    `values`: the figures that the text has a place for.
    """
    words = KINDS[kind]
    message = EmailMessage(
        subject=f"Reencuentro: {words.subject.label(language)}",
        body=f"{words.sentence.label(language).format(**values)}\n\n-- \n{FOOT.label(language)}\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    connection = mail.get_connection()
    try:
        _open(connection)
        _deliver(connection, message)
    except Trouble as trouble:
        return RESULTS[trouble.state]
    return "sent"
