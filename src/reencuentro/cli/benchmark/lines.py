"""Files of invented records and queries, one JSON object a line, plain or gzipped."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate
from reencuentro.engines.tracing.types import Description, Sex, Sought, Written

STATED_ON = date(2026, 1, 1)  # when every age in the files was true
SEXES: dict[str, Sex] = {"F": "female", "M": "male"}
SOUGHT: dict[str, Sought] = {"sibling": "sibling", "parent": "children"}

Line = dict[str, Any]


class BadLine(Exception):
    """A file that cannot be used. Names file and line, never what the line says."""


def lines(path: Path, key: str, limit: int | None = None) -> Iterator[Line]:
    """The objects of a file, each of which has `key`. Raises BadLine."""
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for number, text in enumerate(islice(file, limit), start=1):
                yield _line(path, number, text, key)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadLine(f"{path} cannot be read: {_reason(error)}.") from None


def _line(path: Path, number: int, text: str, key: str) -> Line:
    try:
        line = json.loads(text)
    except ValueError:
        line = None
    if not isinstance(line, dict) or key not in line:
        raise BadLine(f"{path}, line {number}: not a JSON object with {key!r}.")
    return line


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "it is damaged or no text in UTF-8"


def description(line: Line) -> Description:
    """What a record or the `q` of a query says; keys as in the files, any of them missing."""
    return Description(
        names=(Written(_text(line, "given"), _text(line, "sur")),),
        nicknames=_some(line, "nick"),
        sex=SEXES.get(_text(line, "sex"), ""),
        birth=_birth(_text(line, "dob")),
        age=line["age"] if isinstance(line.get("age"), int) else None,
        stated_on=STATED_ON,
        country=_text(line, "country"),
        department=_text(line, "dept"),
        municipality=_text(line, "muni"),
        mothers=_some(line, "mother"),
        fathers=_some(line, "father"),
        phones=_some(line, "phone"),
    )


def sought(line: Line) -> Sought:
    """What a query looks for."""
    return SOUGHT.get(_text(line, "kind"), "person")


def _text(line: Line, key: str) -> str:
    return str(line.get(key) or "")


def _some(line: Line, key: str) -> tuple[str, ...]:
    text = _text(line, key)
    return (text,) if text else ()


def _birth(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except InvalidPartialDate:
        return None
