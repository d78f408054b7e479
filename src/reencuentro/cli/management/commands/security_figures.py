import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reencuentro.cli import figures

PREFIX = "REENCUENTRO_"


class Command(BaseCommand):
    help = "Prints docs/security-figures.md: the figures of a production installation with nothing changed."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        if not settings.PRODUCTION:
            sys.exit(_as_production())
        self.stdout.write(figures.as_markdown(), ending="")


def _as_production() -> int:
    """Asks again in a process whose only setting is the mode: figures of a demo or a test would mislead."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    command = [sys.executable, "-m", "reencuentro.cli.main", "security_figures"]
    return subprocess.call(command, env={**environment, f"{PREFIX}MODE": "production"})  # noqa: S603 (ourselves)
