"""Rows for the examination: from the database, to an export that needs no database, and from that export.

An export has one line per entry, in order: `{"entry":<the canonical bytes>,"leaf":"<hex>"}`. So its check
needs no JSON reader: SHA-256(0x00 || what stands between `{"entry":` and `,"leaf":`) must be the leaf.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from reencuentro.engines.ledger_tree.entries import NotCanonical, Row, canonical_json

from .models import Entry

COLUMNS = ("seq", "raw_at", "actor", "verb", "about", "raw_details", "leaf", "version")
CHUNK = 2000


def stored() -> Iterator[Row | None]:
    """Every row as it stands in the database, streamed; None for one with values that no entry can have.

    One statement, so one consistent view however many writers there are.
    """
    return (_row(*values) for values in _raw().iterator(CHUNK))


def last_stored(size: int) -> Row | None:
    """The row with number `size`, read as carefully."""
    values = _raw().filter(seq=size).first()
    return _row(*values) if values else None


def export() -> Iterator[str]:
    """The lines of an export, each with its line break."""
    return (_line(row) + "\n" for row in stored())


def exported(lines: Iterable[bytes]) -> Iterator[Row | None]:
    """The rows of an export; None for a line that is not exactly what `export` would have written."""
    return (_parsed(line) for line in lines)


def _raw() -> Any:
    """The texts as they stand: no conversion on the way that could hide a difference or stumble over it."""
    texts = {"raw_at": Cast("at", TextField()), "raw_details": Cast("details", TextField())}
    return Entry.objects.annotate(**texts).order_by("seq").values_list(*COLUMNS)


def _line(row: Row | None) -> str:
    try:
        return f'{{"entry":{row.encoded().decode("ascii")},"leaf":"{row.leaf}"}}' if row else "{}"
    except NotCanonical:
        return canonical_json({"unreadable": row.details if row else ""})


def _parsed(line: bytes) -> Row | None:
    try:
        text = line.decode("ascii").removesuffix("\n")
        value = json.loads(text)
        entry = value["entry"]
        details = canonical_json(entry["details"])
        given = [entry[key] for key in ("seq", "at", "actor", "verb", "about")]
        row = _row(*given, details, value["leaf"], entry["v"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return row if row and _line(row) == text else None


def _row(*values: Any) -> Row | None:
    seq, at, actor, verb, about, details, leaf, version = values
    texts = (at, actor, verb, about, details, leaf)
    if type(seq) is not int or type(version) is not int or not all(isinstance(text, str) for text in texts):
        return None
    return Row(seq, at, actor, verb, about, details, leaf, version)
