"""Lines of JSON in gzip, the same bytes for the same lines."""

import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@contextmanager
def writing(path: Path) -> Iterator[Any]:
    """Yields a function that writes one row. Neither time nor name of the file are kept in it."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=3, mtime=0) as file,
    ):

        def write(row: Row) -> None:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

        yield write


def write(path: Path, rows: Iterable[Row]) -> None:
    with writing(path) as one:
        for row in rows:
            one(row)


def read(path: Path, limit: int | None = None) -> list[Row]:
    """Of .jsonl or .jsonl.gz; the first `limit` rows."""
    found = []
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        for number, line in enumerate(file):
            if number == limit:
                break
            found.append(json.loads(line))
    return found
