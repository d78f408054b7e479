"""Wagtail's search makes a full-text index in SQLite, kept by triggers on a virtual table. `trusted_schema = OFF`
(security checklist, row 20) refuses those, even when the table beside it is emptied. The index is not used: away with it.
"""

from typing import Any

from django.db import migrations

INDEX = "wagtailsearch_indexentry_fts"


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for event in ("insert", "update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {event}_{INDEX}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [
        ("public_site", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
