from typing import Any

from django.core.management.base import BaseCommand

from reencuentro.cli.start import words


class Command(BaseCommand):
    help = "Compiles the catalogues of all languages (.po) for the server (.mo)."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{words.compile_all(again=True)} catalogues compiled.")
