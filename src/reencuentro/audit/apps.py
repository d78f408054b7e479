from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "reencuentro.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(_put_up_guard, sender=self)


def _put_up_guard(*, using: str, **_rest: Any) -> None:
    from . import guard  # models may be imported only when all apps are ready

    if "audit_entry" in connections[using].introspection.table_names():  # not when migrated back to zero
        guard.put_up(connections[using])
