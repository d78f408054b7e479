"""Words of the reference data in the reader's language, as lazy texts that forms may hold."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

Choices = list[tuple[str, Any]]


def language() -> str:
    return (get_language() or "en")[:2]


def _speak(label: Callable[[str], str]) -> str:
    return label(language())


spoken = lazy(_speak, str)


def label(thing: Any) -> str:
    """The label of a reference row in the language of this page."""
    return str(thing.label(language()))


def of_terms(terms: Iterable[Any]) -> Choices:
    """Choices from rows with `code` and `.label(lang)`."""
    return [(term.code, spoken(term.label)) for term in terms]


def hints(terms: Iterable[Any]) -> dict[str, Any]:
    return {term.code: spoken(term.help_text) for term in terms if term.help}


def of_words(words: Mapping[str, Any]) -> Choices:
    """Choices from a table of Words, in its order."""
    return [(code, spoken(one.label)) for code, one in words.items()]
