"""Questions and answers of the searching process as JSON and back."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Description, Evidence, Match, Written

from .mirror import Found


def of_description(description: Description) -> dict[str, Any]:
    """Only what is known, so that a question is short."""
    known = {field.name: getattr(description, field.name) for field in fields(Description)}
    said = {name: value for name, value in known.items() if value or value == 0}
    return said | {
        "names": [[name.given, name.surnames] for name in description.names],
        "birth": str(description.birth or ""),
        "stated_on": description.stated_on.isoformat() if description.stated_on else "",
    }


def to_description(said: dict[str, Any]) -> Description:
    """Raises ValueError, TypeError or KeyError for anything that `of_description` does not write."""
    lists = {name: _tuples(value) for name, value in said.items() if isinstance(value, list)}
    return Description(
        **said
        | lists
        | {
            "names": tuple(Written(given, surnames) for given, surnames in said["names"]),
            "birth": PartialDate.parse(said["birth"]) if said["birth"] else None,
            "stated_on": date.fromisoformat(said["stated_on"]) if said["stated_on"] else None,
        }
    )


def of_found(found: Collection[Found]) -> list[dict[str, Any]]:
    return [
        {
            "person": str(one.person),
            "ref": one.match.ref,
            "probability": one.match.probability,
            "score": one.match.score,
            "evidence": [[e.field, e.code, e.weight] for e in one.match.evidence],
        }
        for one in found
    ]


def to_found(said: list[dict[str, Any]]) -> tuple[Found, ...]:
    """Raises ValueError, TypeError or KeyError for anything that `of_found` does not write."""
    return tuple(Found(UUID(one["person"]), _match(one)) for one in said)


def _match(said: dict[str, Any]) -> Match:
    evidence = tuple(Evidence(field, code, weight) for field, code, weight in said["evidence"])
    return Match(said["ref"], said["probability"], said["score"], evidence)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
