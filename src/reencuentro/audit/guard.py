"""Database triggers that refuse to change or delete an entry, whoever asks; and the head row that must exist.

They are put up after every `migrate` (apps.py), not by a migration: SQLite loses a table's triggers whenever
a migration rebuilds the table. Somebody who may change the schema can drop them: that is what `audit_verify`
and kept checkpoints are for.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Head

REFUSAL = "The ledger is append-only."

_SQLITE_ON = [
    f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{act} BEFORE {act.upper()} ON audit_entry "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("update", "delete")
]
_SQLITE_OFF = [f"DROP TRIGGER IF EXISTS audit_entry_no_{act}" for act in ("update", "delete")]

_POSTGRES_ON = [
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE OR REPLACE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE OR REPLACE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
]
_POSTGRES_OFF = [
    f"DROP TRIGGER IF EXISTS audit_entry_no_{act} ON audit_entry" for act in ("change", "truncate")
]

_ON = {"sqlite": _SQLITE_ON, "postgresql": _POSTGRES_ON}
_OFF = {"sqlite": _SQLITE_OFF, "postgresql": _POSTGRES_OFF}
_COUNT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_entry_no_%%'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_entry_no_%%' "
    "AND tgenabled <> 'D' AND tgrelid = 'audit_entry'::regclass",
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Make sure that triggers and head exist; changes nothing where they do."""
    _run(connection, _ON[connection.vendor])
    Head.objects.using(connection.alias).get_or_create(pk=Head.ONLY)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Only for emptying a demo or test database (the `flush` command)."""
    _run(connection, _OFF[connection.vendor])


def stands(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT[connection.vendor], [])
        found = cursor.fetchone()
    return found is not None and found[0] == 2


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
