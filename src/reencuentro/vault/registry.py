"""Which columns of the whole house are sealed: for sweeps, leak tests and the published list."""

from typing import NamedTuple

from django.apps import apps
from django.db import models

from .fields import SealedField


class SealedColumn(NamedTuple):
    model: type[models.Model]
    field: SealedField

    @property
    def place(self) -> str:
        """As in the associated data: `table.column`."""
        return f"{self.model._meta.db_table}.{self.field.column}"


def sealed_columns() -> list[SealedColumn]:
    """Every sealed column of every installed model, by table and column."""
    found = [
        SealedColumn(model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]
    return sorted(found, key=lambda column: column.place)
