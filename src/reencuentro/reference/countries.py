"""The five countries of origin, with what makes work there dangerous."""

from dataclasses import dataclass
from functools import cache

from .facts import Provenance, Sourced, provenance
from .rows import Label, Row, index, read_yaml

FILE = "countries.yaml"
ORIGIN = ("MX", "GT", "SV", "HN", "NI")


@dataclass(frozen=True)
class RiskFlag(Sourced):
    """Something that pages must warn about and outputs must respect. Codes: hide_defender,
    danger_police_paper.
    """

    code: str
    labels: Label

    def label(self, lang: str) -> str:
        return self.labels(lang)


@dataclass(frozen=True)
class Country(Sourced):
    code: str
    labels: Label
    currency: str
    department_label: Label
    municipality_label: Label
    flags: tuple[RiskFlag, ...]

    def label(self, lang: str) -> str:
        return self.labels(lang)

    def flag(self, code: str) -> RiskFlag | None:
        return next((flag for flag in self.flags if flag.code == code), None)

    @property
    def hide_defender(self) -> bool:
        return self.flag("hide_defender") is not None

    @property
    def danger_police_paper(self) -> bool:
        return self.flag("danger_police_paper") is not None


def all() -> tuple[Country, ...]:
    return tuple(_by_code().values())


def get(code: str) -> Country:
    """Raises KeyError for a country that is not one of ORIGIN."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, Country]:
    top = read_yaml(FILE)
    head = Provenance((), "high", top.as_of())
    found = index(FILE, (_country(row, head) for row in top.rows("countries")), lambda country: country.code)
    top.done()
    if tuple(found) != ORIGIN:
        raise top.error("the countries differ from ORIGIN")
    return found


def _country(row: Row, head: Provenance) -> Country:
    country = Country(
        head,
        row.one_of("code", ORIGIN),
        row.label(),
        row.text("currency"),
        row.label("department_label"),
        row.label("municipality_label"),
        tuple(_flag(inner, head) for inner in row.rows("flags")),
    )
    row.done()
    return country


def _flag(row: Row, head: Provenance) -> RiskFlag:
    flag = RiskFlag(
        provenance(row, default=head),
        row.one_of("code", ("hide_defender", "danger_police_paper")),
        row.label(),
    )
    row.done()
    return flag
