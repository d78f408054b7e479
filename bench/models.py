"""Copies of the tables behind "My cases" with plain columns where ours are sealed. They exist in a benchmark only."""

from typing import Any

from django.db import connection, models

from reencuentro.casework.models import Case, Obstacle, Person, PersonName
from reencuentro.vault.fields import SealedField

WORDS = "Wendy Lisbeth Invented"  # what stands in every plain column


def plain(source: type[models.Model], **own: Any) -> Any:
    """A model with the same columns; `own` are its relations to other copies, and properties."""
    columns = {field.name: _plain(field) for field in source._meta.concrete_fields if field.name not in own}
    meta = type("Meta", (), {"app_label": "bench", "db_table": f"bench_{source._meta.model_name}"})
    content = {**columns, **own, "Meta": meta, "__module__": __name__}
    return type(f"Plain{source.__name__}", (models.Model,), content)


def _plain(field: Any) -> Any:
    if isinstance(field, SealedField):
        return models.TextField(null=True)
    if field.is_relation:
        return models.UUIDField(db_column=field.column, db_index=True, null=True)
    return field.clone()


def _to(model: Any, **options: Any) -> Any:
    return models.ForeignKey(model, models.CASCADE, **options)


PlainCase = plain(Case)
PlainPerson = plain(
    Person,
    case=_to(PlainCase, related_name="people"),
    short_name=Person.short_name,
    full_name=Person.full_name,
    main_name=Person.main_name,
)
PlainName = plain(PersonName, person=_to(PlainPerson, related_name="names"))
PlainObstacle = plain(Obstacle, case=_to(PlainCase, related_name="obstacle"))
COPIES = {Case: PlainCase, Person: PlainPerson, PersonName: PlainName, Obstacle: PlainObstacle}


def make_copies() -> None:
    with connection.schema_editor() as editor:
        for copied in COPIES.values():
            editor.create_model(copied)
    with connection.cursor() as cursor:
        for source, copied in COPIES.items():
            columns = [str(f.column) for f in source._meta.concrete_fields]
            read = [
                f"'{WORDS}'" if isinstance(f, SealedField) else str(f.column)
                for f in source._meta.concrete_fields
            ]
            cursor.execute(
                f"INSERT INTO {copied._meta.db_table} ({', '.join(columns)}) "
                f"SELECT {', '.join(read)} FROM {source._meta.db_table}"
            )
