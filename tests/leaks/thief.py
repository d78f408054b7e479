"""What a thief carries away, and what only the keys open."""

import subprocess
from pathlib import Path

from django.db import connection

from reencuentro.audit.models import Entry
from reencuentro.vault import files
from reencuentro.vault.models import SealedFile
from reencuentro.vault.registry import sealed_columns


def all_decrypted(into: Path) -> None:
    """Everything that the keys open, as a file: the proof that the search had something to find."""
    opened = []
    for column in sealed_columns():
        for row in column.model._base_manager.all():
            opened.append(str(getattr(row, column.field.attname)))
    for file in SealedFile.objects.all():
        with files.open_for(_Searcher(), file, why="canary", about="test:canary") as reader:
            opened.append(reader.read().decode("latin-1"))
    into.mkdir(exist_ok=True)
    (into / "everything").write_text("\n".join(opened))


class _Searcher:
    ledger_name = "test"


def database_as_a_thief_has_it(into: Path) -> None:
    """SQLite: the file and its write-ahead log, before and after VACUUM. PostgreSQL: a dump."""
    into.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        for moment in ("before", "after"):
            for part in name.parent.glob(f"{name.name}*"):
                (into / f"{moment}-{part.name}").write_bytes(part.read_bytes())
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
        return
    values = connection.settings_dict
    command = [
        "pg_dump",
        "-h",
        values["OPTIONS"].get("host", values["HOST"]),
        "-U",
        values["USER"],
        values["NAME"],
    ]
    (into / "dump.sql").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)


def ledger_in_words() -> str:
    return "\n".join(f"{e.verb} {e.about} {e.actor} {e.details}" for e in Entry.objects.all())
