"""`reencuentro demo_reset`: empties the demo and builds it anew."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from reencuentro.demo.build import Refused
from reencuentro.demo.reset import empty


class Command(BaseCommand):
    help = "Empties the demo (database, keys, files, mails) and builds it anew. Refuses anything that is not a demo."

    def handle(self, **options: Any) -> None:
        try:
            empty()
        except Refused as refused:
            raise CommandError(str(refused)) from None
        call_command("demo_build", stdout=self.stdout)
