"""`flush`, aware of the ledger: refused in production, possible for a demo or a test."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from reencuentro.audit import guard


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("A production database is not emptied: its ledger is append-only.")
        guard.take_down(connections[options["database"]])  # put up again by post_migrate, which flush sends
        super().handle(**options)
