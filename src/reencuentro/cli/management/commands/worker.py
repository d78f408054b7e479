"""`reencuentro worker`: sends notices, lets time pass for offers and clocks, and sweeps what has run out."""

import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from reencuentro.accounts import kept, sessions
from reencuentro.cardindex import shelving
from reencuentro.casework.actions import rounds as casework
from reencuentro.network.actions import rounds as network
from reencuentro.notify import post, worker
from reencuentro.public.site.actions import schedule
from reencuentro.tracing.actions import forgetting
from reencuentro.tracing.actions import rounds as tracing
from reencuentro.vault import boxes, files

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5
SWEEP_EVERY_ROUNDS = 120
CASEWORK_EVERY_ROUNDS = 12


class Command(BaseCommand):
    help = "Sends queued notices and daily summaries, and sweeps expired sessions and kept text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            sweep()
            casework.go_round()
            network.go_round()
            shelving.put_away_all()
            tracing.go_round()
            forgetting.go_round()
            schedule.go_round()
            self.stdout.write(f"{worker.run_once() + post.send_due()} sent")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):  # finishes the mail in hand, then stops
            signal.signal(number, lambda *_: stop.set())
        rounds = 0
        while not stop.is_set():
            if rounds % SWEEP_EVERY_ROUNDS == 0:
                sweep()
            if rounds % CASEWORK_EVERY_ROUNDS == 0:
                guarded(casework.go_round)
                guarded(network.go_round)
                guarded(shelving.put_away_all)
                guarded(tracing.go_round)
                guarded(forgetting.go_round)
                guarded(schedule.go_round)
            worker.run_once()
            guarded(post.send_due)
            close_old_connections()
            rounds += 1
            stop.wait(PAUSE_SECONDS)


def guarded(go_round: Callable[[], int]) -> None:
    """One fault in a round must not keep mails from being sent; the next round tries again."""
    try:
        go_round()
    except Exception:  # whatever it was: logged with its place, never with its text
        logger.exception("A round of the worker failed")


def sweep() -> None:
    now = timezone.now()
    sessions.sweep(now)
    kept.sweep(now)
    boxes.sweep()
    files.sweep()
