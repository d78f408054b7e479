"""Strict reading of the data files: a missing, misspelt or ill-typed cell names its file and row, and
nothing starts.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate

DATA = Path(__file__).parent / "data"

_REQUIRED: Final = object()
# The same safe loader, in C where PyYAML was built with it: the files load about six times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_T = TypeVar("_T")


class ReferenceDataError(ValueError):
    """A row of a data file is wrong. Names the file and the row ("" = the file itself)."""

    def __init__(self, file: str, row: str, problem: str) -> None:
        super().__init__(f"{file}, row {row}: {problem}" if row else f"{file}: {problem}")
        self.file = file
        self.row = row
        self.problem = problem


@dataclass(frozen=True)
class Label:
    en: str
    es: str

    def __call__(self, lang: str) -> str:
        """The text in ``lang`` ("en", "es", "es-gt"); English for any other language."""
        return self.es if lang.lower().startswith("es") else self.en


class Row:
    """One mapping of a data file. Take every cell, then call ``done``: a cell nobody took is an error too."""

    def __init__(self, file: str, row: str, cells: object) -> None:
        self.file = file
        self.row = row
        if not isinstance(cells, Mapping):
            raise self.error("is not a mapping")
        self._cells: dict[str, Any] = dict(cells)
        self._taken: set[str] = set()

    def error(self, problem: str) -> ReferenceDataError:
        return ReferenceDataError(self.file, self.row, problem)

    def _take(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        self._taken.add(key)
        value = self._cells.get(key)
        if value is None:
            if default is _REQUIRED:
                raise self.error(f"{key} is missing")
            return default
        # In Python a bool is an int; in a data file `yes` for an amount is a slip.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(f"{key} is a {type(value).__name__}")
        return value

    def text(self, key: str) -> str:
        text = str(self._take(key, str, _REQUIRED)).strip()
        if not text:
            raise self.error(f"{key} is empty")
        return text

    def optional_text(self, key: str) -> str:
        return str(self._take(key, str, "")).strip()

    def one_of(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        value = str(self._take(key, str, _REQUIRED if default is None else default))
        if value not in set(allowed):
            raise self.error(f"{key} is {value!r}, not one of the allowed values")
        return value

    def whole(self, key: str) -> int | None:
        value: int | None = self._take(key, int, None)
        return value

    def number(self, key: str) -> float | None:
        value = self._take(key, (int, float), None)
        return None if value is None else float(value)

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, False))

    def day(self, key: str) -> date | None:
        value: date | None = self._take(key, date, None)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._all(key, str))

    def wholes(self, key: str) -> tuple[int, ...]:
        return tuple(self._all(key, int))

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of texts within a list."""
        return tuple(tuple(map(str, inner)) for inner in self._all(key, list))

    def days(self, key: str) -> tuple[date, ...]:
        """Dates, written one list a year."""
        found = tuple(day for inner in self._all(key, list) for day in inner)
        if not all(isinstance(day, date) for day in found):
            raise self.error(f"{key} holds something that is not a date")
        return found

    def _all(self, key: str, kind: type[_T]) -> list[_T]:
        values: list[_T] = self._take(key, list, [])
        if not all(isinstance(value, kind) for value in values):
            raise self.error(f"{key} holds something that is not {kind.__name__}")
        return values

    def mapping(self, key: str) -> dict[str, Any]:
        return dict(self._take(key, dict, {}))

    def rows(self, key: str) -> list["Row"]:
        cells = self._take(key, list, [])
        return [Row(self.file, self._name(key, n, cell), cell) for n, cell in enumerate(cells, 1)]

    def _name(self, key: str, number: int, cell: object) -> str:
        """The row as an editor finds it: its list, its place in it, and its own name where it has one."""
        place = f"{self.row}.{key}[{number}]" if self.row else f"{key}[{number}]"
        names = (
            [cell[name] for name in ("id", "code", "key", "phrase") if name in cell]
            if isinstance(cell, dict)
            else []
        )
        return f"{place} {names[0]}" if names else place

    def rows_of_rows(self, key: str) -> list[list["Row"]]:
        """Lists of mappings within a list."""
        named = f"{self.row}.{key}"
        return [
            [Row(self.file, f"{named}[{n}][{m}]", cell) for m, cell in enumerate(inner, 1)]
            for n, inner in enumerate(self._all(key, list), 1)
        ]

    def has(self, key: str) -> bool:
        """True when the cell is there and not null. The cell counts as taken."""
        self._taken.add(key)
        return self._cells.get(key) is not None

    def label(self, key: str = "label") -> Label:
        found = self.optional_label(key)
        if found is None:
            raise self.error(f"{key} is missing")
        return found

    def optional_label(self, key: str) -> Label | None:
        cell = self._take(key, dict, None)
        if cell is None:
            return None
        inner = Row(self.file, f"{self.row}.{key}", cell)
        label = Label(inner.text("en"), inner.text("es"))
        inner.done()
        return label

    def as_of(self, key: str = "as_of") -> PartialDate | None:
        """The date of the newest source, or None where the source carries no date."""
        text = self.optional_text(key)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except InvalidPartialDate as error:
            raise self.error(f"{key} is not a date ({error})") from error

    def done(self) -> None:
        left = set(self._cells) - self._taken
        if left:
            raise self.error(f"unknown cells: {', '.join(sorted(map(str, left)))}")


def read_yaml(name: str, folder: Path | None = None) -> Row:
    """The whole file as one row. Raises ReferenceDataError."""
    try:
        cells = yaml.load(((folder or DATA) / name).read_bytes(), Loader=_LOADER)  # noqa: S506 (both are safe loaders)
    except (OSError, yaml.YAMLError) as error:
        raise ReferenceDataError(name, "", f"cannot be read ({type(error).__name__})") from error
    return Row(name, "", cells)


def read_csv(name: str, columns: tuple[str, ...], folder: Path | None = None) -> list[Row]:
    """The rows of a CSV file whose header must be exactly ``columns``. Empty cells count as missing."""
    with ((folder or DATA) / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != columns:
            raise ReferenceDataError(name, "1", "the header differs from what the loader expects")
        return [
            Row(name, str(n), {k: v or None for k, v in cells.items()}) for n, cells in enumerate(reader, 2)
        ]


def index(file: str, items: Iterable[_T], key: Callable[[_T], str]) -> dict[str, _T]:
    """Items by code, in file order. A code that comes twice is an error."""
    found: dict[str, _T] = {}
    for item in items:
        if key(item) in found:
            raise ReferenceDataError(file, key(item), "the code comes twice")
        found[key(item)] = item
    return found
