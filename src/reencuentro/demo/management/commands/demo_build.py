"""`reencuentro demo_build`: the demo world in an empty database."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reencuentro.demo import summary
from reencuentro.demo.build import Refused, build


class Command(BaseCommand):
    help = "Builds the demo world: invented people and cases, with dates around today."

    def handle(self, **options: Any) -> None:
        began = monotonic()
        try:
            build(self.say, timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.say(f"{summary.sentence()} ({monotonic() - began:.0f} s)")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
