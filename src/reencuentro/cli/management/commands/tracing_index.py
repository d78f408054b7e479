"""`reencuentro tracing_index`: the process that holds all cards opened in memory and answers searches."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from reencuentro.cardindex import server
from reencuentro.cardindex.errors import IndexAway


class Command(BaseCommand):
    help = "Opens all cards in memory and answers searches until it is ended. A service of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            server.run(ready=self._tell, stop=stop)
        except server.AlreadyRunning:
            raise CommandError("The searching process of this installation runs already.") from None
        except IndexAway as away:
            raise CommandError(f"The cards cannot be opened: {away}") from None
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used ({type(error).__name__}).") from None

    def _tell(self, people: int) -> None:
        self.stdout.write(f"{people} people can be found.")
        self.stdout.flush()
