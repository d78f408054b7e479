"""What an advocate can ask for, and which obstacle each service can remove."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from . import catalogue, countries, obstacles, vocabularies
from .facts import Provenance, Sourced, provenance
from .rows import Label, Row, index, read_yaml

FILE = "services.yaml"

Kind = Literal["document", "information", "act"]


@dataclass(frozen=True)
class Service(Sourced):
    """``documents``: the catalogue's types that it obtains; ``removes``: obstacle codes;
    ``turnaround_days``: None = unknown.
    """

    code: str
    kind: Kind
    labels: Label
    documents: tuple[str, ...]
    removes: tuple[str, ...]
    sensitive: tuple[str, ...]
    turnaround_days: int | None

    def label(self, lang: str) -> str:
        return self.labels(lang)

    @property
    def dual_use(self) -> bool:
        """True when the result may be used against the child: counsel decides its onward use, item by
        item.
        """
        return "dual_use" in self.sensitive

    def warnings(self, country: str) -> tuple[str, ...]:
        """Sensitivity codes that hold for this service in this country, in a fixed order."""
        flags = {flag.code for flag in countries.get(country).flags}
        return tuple(
            term.code
            for term in vocabularies.terms("sensitivities")
            if (term.code == "dual_use" and self.dual_use)
            or (term.code == "danger_police_paper" and term.code in self.sensitive and term.code in flags)
            or (term.code == "hide_defender" and term.code in flags)
        )


def all() -> tuple[Service, ...]:
    return tuple(_by_code().values())


def get(code: str) -> Service:
    """Raises KeyError for a code that is not in the vocabulary."""
    return _by_code()[code]


def that_remove(obstacle: str) -> tuple[Service, ...]:
    """The services that can remove an obstacle; empty where nothing abroad helps."""
    return tuple(service for service in all() if obstacle in service.removes)


def for_document(document: str) -> tuple[Service, ...]:
    return tuple(service for service in all() if document in service.documents)


@cache
def _by_code() -> dict[str, Service]:
    top = read_yaml(FILE)
    head = provenance(top)
    found = index(FILE, (_service(row, head) for row in top.rows("services")), lambda service: service.code)
    top.done()
    return found


def _service(row: Row, head: Provenance) -> Service:
    service = Service(
        head,
        row.text("code"),
        cast(Kind, row.one_of("kind", ("document", "information", "act"))),
        row.label(),
        row.texts("documents"),
        row.texts("removes"),
        row.texts("sensitive"),
        row.whole("turnaround_days"),
    )
    row.done()
    _check(row, service)
    return service


def _check(row: Row, service: Service) -> None:
    if not set(service.documents) <= {document.code for document in catalogue.document_types()}:
        raise row.error("documents names a type that the catalogue does not know")
    if not set(service.removes) <= {obstacle.code for obstacle in obstacles.all()}:
        raise row.error("removes names an unknown obstacle")
    if not set(service.sensitive) <= {term.code for term in vocabularies.terms("sensitivities")}:
        raise row.error("sensitive names an unknown flag")
