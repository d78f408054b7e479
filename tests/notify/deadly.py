"""A mail server at whose side the worker dies: REENCUENTRO_TEST_DIES says where."""

import os
import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


def die(here: str) -> None:
    if os.environ.get("REENCUENTRO_TEST_DIES") == here:
        os.kill(os.getpid(), signal.SIGKILL)


class Server(BaseEmailBackend):
    def open(self) -> bool:
        die("before")
        return True

    def send_messages(self, messages: Any) -> int:
        with Path(settings.HOME, "mails.txt").open("a") as mails:
            for message in messages:
                mails.write(f"{message.extra_headers['Message-ID']}\n")
        die("after")
        return len(messages)

    def close(self) -> None:
        die("closing")


def main() -> None:
    """Queues one notice, or sends what is due, with this server."""
    import sys

    import django

    django.setup()
    settings.EMAIL_BACKEND = "tests.notify.deadly.Server"
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from reencuentro.notify import outbox, worker
    from reencuentro.notify.models import Notice
    from tests.accounts.cast import make

    if sys.argv[1] == "queue":
        with transaction.atomic():
            outbox.queue(make().advocate, "delivery_ready", case_code="R-7K3F2M")
        return
    if sys.argv[1] == "later":
        worker.recover(timezone.now() + timedelta(minutes=11))
    worker.run_once()
    print(Notice.objects.get().state)  # noqa: T201


if __name__ == "__main__":
    main()
