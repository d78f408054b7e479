"""Closed lists for the forms of casework: relationships, ties, categories, exits, readers, roles, kinds of
names …
"""

from functools import cache

from .facts import Term, term
from .rows import index, read_yaml

FILE = "vocabularies.yaml"
LISTS = (
    "relationships",
    "ties",
    "tie_states",
    "categories",
    "exit_pathways",
    "readers",
    "case_roles",
    "name_kinds",
    "sensitivities",
    "channels",
    "where_issued",
    "clock_anchors",
    "identifier_kinds",
    "safety_categories",
)


def terms(name: str) -> tuple[Term, ...]:
    """All terms of one list, in the order of the page. Raises KeyError for an unknown list."""
    return tuple(_lists()[name].values())


def get(name: str, code: str) -> Term:
    """Raises KeyError for an unknown list or code."""
    return _lists()[name][code]


def choices(name: str, lang: str) -> list[tuple[str, str]]:
    """(code, label) pairs for a form field."""
    return [(item.code, item.label(lang)) for item in terms(name)]


def identifier_kinds(country: str) -> tuple[Term, ...]:
    """Kinds of identity number that somebody from ``country`` may have, its own first."""
    own = [kind for kind in terms("identifier_kinds") if kind.country == country]
    return (*own, *(kind for kind in terms("identifier_kinds") if not kind.country))


@cache
def _lists() -> dict[str, dict[str, Term]]:
    top = read_yaml(FILE)
    top.as_of()
    found = {name: index(FILE, map(term, top.rows(name)), lambda item: item.code) for name in LISTS}
    top.done()
    empty = [name for name, items in found.items() if not items]
    if empty:
        raise top.error(f"empty lists: {', '.join(empty)}")
    return found
