"""How each document is obtained in each country, with sources, and what its registry needs to search."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from . import search_fields, vocabularies
from .countries import ORIGIN
from .facts import Provenance, Sourced, Term, provenance, term
from .phrases import spanish
from .rows import Label, Row, index, read_yaml
from .search_fields import SearchField

FILE = "catalogue.yaml"


@dataclass(frozen=True)
class Days:
    """Typical days; None = unknown. Working days where the unit says so, calendar days otherwise."""

    low: int | None
    high: int | None
    unit: Literal["calendar", "working"]
    note: Label | None


@dataclass(frozen=True)
class Fee:
    """A fee or the range it lies in, in its own currency (never converted); None = unknown, 0 = free."""

    low: float | None
    high: float | None
    currency: str
    note: Label | None

    @property
    def known(self) -> bool:
        return self.low is not None


@dataclass(frozen=True)
class CatalogueEntry(Sourced):
    """One document in one country. ``provenance.note`` says why an entry carries no date."""

    country: str
    document: str
    local_name: str
    authority: Label
    acronym: str
    channels: tuple[str, ...]
    where_issued: str
    who_may_request: Label
    needed_to_search: tuple[str, ...]
    typical_days: Days
    fee: Fee
    language: str
    apostille_authority: Label
    obstacles: tuple[Label, ...]
    notes: Label | None

    def label(self, lang: str) -> str:
        """The type's name, with the local name that the registry's counter understands."""
        return f"{document_type(self.document).label(lang)} ({self.local_name})"

    @property
    def without_source(self) -> bool:
        """True when nothing but general knowledge stands behind the entry."""
        return not any(source.startswith("http") for source in self.source)


def document_types() -> tuple[Term, ...]:
    return tuple(_types().values())


def document_type(code: str) -> Term:
    """Raises KeyError for an unknown type."""
    return _types()[code]


def documents(country: str) -> tuple[CatalogueEntry, ...]:
    """What can be obtained in a country, in the catalogue's order."""
    return tuple(found for found in _entries().values() if found.country == country)


def entry(country: str, document: str) -> CatalogueEntry | None:
    """None where the catalogue knows nothing of this document in this country."""
    return _entries().get(f"{country}.{document}")


def kinship_papers() -> tuple[str, ...]:
    """Countries whose registry certifies a kinship in one paper (for the kinship solver's shortcut)."""
    return tuple(country for country in ORIGIN if entry(country, "kinship_certificate"))


@cache
def fields(country: str, document: str) -> tuple[SearchField, ...]:
    """What the registry needs, in the order of the source; empty where the catalogue knows nothing."""
    found = entry(country, document)
    return search_fields.of_phrases(found.needed_to_search, document) if found else ()


@cache
def _types() -> dict[str, Term]:
    top = read_yaml("document_types.yaml")
    top.as_of()
    found = index("document_types.yaml", map(term, top.rows("document_types")), lambda item: item.code)
    top.done()
    return found


@cache
def _entries() -> dict[str, CatalogueEntry]:
    top = read_yaml(FILE)
    top.text("compiled")
    found = index(FILE, map(_entry, top.rows("entries")), lambda item: f"{item.country}.{item.document}")
    top.done()
    return found


def _entry(row: Row) -> CatalogueEntry:
    country = row.one_of("country", ORIGIN)
    row.row = f"{country} {row.one_of('document', _types())}"
    channels = row.texts("channels")
    if not set(channels) <= {channel.code for channel in vocabularies.terms("channels")}:
        raise row.error("unknown channel")
    found = CatalogueEntry(
        provenance=_provenance(row),
        country=country,
        document=row.text("document"),
        local_name=row.text("local_name"),
        authority=spanish(row.text("authority")),
        acronym=row.optional_text("acronym"),
        channels=channels,
        where_issued=row.one_of("where_issued", (where.code for where in vocabularies.terms("where_issued"))),
        who_may_request=spanish(row.text("who_may_request")),
        needed_to_search=row.texts("needed_to_search"),
        typical_days=_days(Row(FILE, f"{row.row}.typical_days", row.mapping("typical_days"))),
        fee=_fee(Row(FILE, f"{row.row}.fee", row.mapping("fee"))),
        language=row.text("language"),
        apostille_authority=spanish(row.text("apostille_authority")),
        obstacles=tuple(map(spanish, row.texts("obstacles"))),
        notes=_optional(row, "notes"),
    )
    row.done()
    return found


def _provenance(row: Row) -> Provenance:
    found = provenance(row)
    return Provenance(found.source, found.confidence, found.as_of, row.optional_text("as_of_note"))


def _days(row: Row) -> Days:
    unit = cast(Literal["calendar", "working"], row.one_of("unit", ("calendar", "working")))
    days = Days(row.whole("low"), row.whole("high"), unit, _optional(row, "note"))
    row.done()
    if days.low is not None and days.high is not None and days.low > days.high:
        raise row.error("low is above high")
    return days


def _fee(row: Row) -> Fee:
    fee = Fee(row.number("low"), row.number("high"), row.text("currency"), _optional(row, "note"))
    row.done()
    if (fee.low is None) != (fee.high is None) or (fee.low or 0) > (fee.high or 0):
        raise row.error("low and high disagree")
    return fee


def _optional(row: Row, key: str) -> Label | None:
    text = row.optional_text(key)
    return spanish(text) if text else None
