"""The languages that children, families and Defenders speak, by ISO 639-3 code."""

from dataclasses import dataclass
from functools import cache

from .countries import ORIGIN
from .facts import Provenance, Sourced
from .rows import Label, Row, index, read_yaml

FILE = "languages.yaml"


@dataclass(frozen=True)
class Language(Sourced):
    code: str
    countries: tuple[str, ...]
    labels: Label

    def label(self, lang: str) -> str:
        return self.labels(lang)

    @property
    def is_indigenous_or_creole(self) -> bool:
        """Everything but Spanish: a request in such a language is harder to place."""
        return self.code != "spa"


def all() -> tuple[Language, ...]:
    return tuple(_by_code().values())


def get(code: str) -> Language:
    """Raises KeyError for a code that is not in the list."""
    return _by_code()[code]


def spoken_in(country: str) -> tuple[Language, ...]:
    """Spanish first, then the others in the order of the file."""
    return tuple(language for language in all() if country in language.countries)


@cache
def _by_code() -> dict[str, Language]:
    top = read_yaml(FILE)
    head = Provenance((), top.text("confidence"), top.as_of())
    found = index(
        FILE, (_language(row, head) for row in top.rows("languages")), lambda language: language.code
    )
    top.done()
    return found


def _language(row: Row, head: Provenance) -> Language:
    language = Language(head, row.text("code"), row.texts("countries"), row.label())
    row.done()
    if len(language.code) != 3 or not set(language.countries) <= set(ORIGIN) or not language.countries:
        raise row.error("code or countries are wrong")
    return language
