"""`reencuentro site_seed`: the pages that the public site begins with. Twice is once."""

from typing import Any

from django.core.management.base import BaseCommand

from reencuentro.public.site.actions.seed import seed


class Command(BaseCommand):
    help = "Makes the pages of the public site that were never made here; changes nothing that is there."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{seed()} pages made")
