"""The database: reachable, not newer than the code, and brought up to date."""

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from .errors import CannotStart


def unknown() -> list[str]:
    """Migrations in the database that this code does not have: the database is newer. Raises
    DatabaseError.
    """
    known = MigrationExecutor(connection).loader.disk_migrations.keys()
    labels = {app.label for app in apps.get_app_configs()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels and (app, name) not in known)


def pending() -> list[str]:
    """Migrations of the code that the database lacks. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def bring_up_to_date(*, migrate: bool) -> bool:
    """True if something was migrated. Raises CannotStart for a database that cannot be reached or is newer,
    and, with migrate=False, for one that is older.
    """
    try:
        if newer := unknown():
            raise CannotStart(
                f"The database is newer than this code (it has {newer[-1]}). Start the newer version."
            )
        missing = pending()
        if missing and not migrate:
            raise CannotStart(
                f"The database is older than this code ({len(missing)} migrations). "
                "Make a backup, then run: reencuentro migrate"
            )
        if missing:
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CannotStart(
            f"The database cannot be used ({type(error).__name__}). Is it running, and is its address right?"
        ) from None
    return bool(missing)
