"""A mail server that cannot be reached."""

from django.core.mail.backends.base import BaseEmailBackend


class NoServer(BaseEmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError

    def send_messages(self, messages: object) -> int:
        raise AssertionError("nothing is sent on a line that is not open")
