from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reencuentro.cli import duties


class Command(BaseCommand):
    help = "Ends what has run out: sessions, kept texts, offers. The worker does it every ten minutes."

    def handle(self, **options: Any) -> None:
        ended = duties.tick(timezone.now())
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in ended.items()))
