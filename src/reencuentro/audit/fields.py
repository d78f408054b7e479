"""Columns that store exactly the text that is hashed, and give Python values back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from reencuentro.engines.ledger_tree.entries import canonical_json, instant, moment

if TYPE_CHECKING:  # Django's fields take type parameters only in the eyes of the type checker
    Moment = models.Field[datetime, datetime]
    Details = models.Field[Mapping[str, Any], dict[str, Any]]
else:
    Moment = Details = models.Field


class InstantField(Moment):
    """A moment, stored as `2026-05-04T13:02:11.000120Z`: the same bytes on every database; sorts as text."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "max_length": 27})

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> datetime | None:
        return None if value is None else self.to_python(value)

    def to_python(self, value: datetime | str) -> datetime:
        if isinstance(value, datetime):
            return value
        return moment(value)

    def get_prep_value(self, value: datetime | None) -> str | None:
        return None if value is None else instant(self.to_python(value))


class DetailsField(Details):
    """A flat dictionary, stored as canonical JSON text (a database's JSON type would rewrite the bytes)."""

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> dict[str, Any]:
        return dict(json.loads(value or "{}"))

    def get_prep_value(self, value: dict[str, Any] | None) -> str | None:
        return None if value is None else canonical_json(value)
