"""How pages say things in the reader's language: reference data, dates, ages. Lazy texts are for forms."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reencuentro.casework.terms import MOVES, OTHER_PAPERS
from reencuentro.engines.partial_date import PartialDate
from reencuentro.reference import catalogue, countries, places, services, vocabularies

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


def _dated(when: date | datetime, form: str) -> str:
    """Spanish writes its months small."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    text = date_format(local, form)
    return text.lower() if language() == "es" else text


def day(when: date | datetime | None) -> str:
    """27 Nov 2026 / 27 nov 2026, in the reader's language and the site's time zone; "" for nothing."""
    return _dated(when, "j M Y") if when else ""


def moment(when: datetime) -> str:
    return _dated(when, "j M Y, H:i")


def month(first: date) -> str:
    """November 2026 / noviembre 2026."""
    return _dated(first, "F Y")


def partial(when: PartialDate | None) -> str:
    """A date as far as it is known: 12 Mar 2014, March 2014, about 2014."""
    if when is None:
        return ""
    known = date(when.year, when.month or 1, when.day or 1)
    whole = _dated(known, "j M Y" if when.day else "F Y" if when.month else "Y")
    return _("about %(date)s") % {"date": whole} if when.approximate else whole


def years(age: tuple[int, int] | None) -> str:
    """12, or 11–12 where the birth date leaves two answers; "" if nobody knows."""
    if age is None:
        return ""
    low, high = age
    if high == 0:
        return _("under 1")
    return str(low) if low == high else f"{low}–{high}"


def country(code: str) -> str:
    return label(countries.get(code)) if code in countries.ORIGIN else code


def place(code: str) -> str:
    """Name of a department or municipality; "" for none."""
    return label(places.get(code)) if code else ""


def paper(kind: str) -> str:
    """What kind of paper: a document type of the catalogue, or one of our own."""
    if kind in OTHER_PAPERS:
        return str(OTHER_PAPERS[kind])
    try:
        return label(catalogue.document_type(kind))
    except KeyError:
        return _what_service(kind)


def _what_service(code: str) -> str:
    try:
        return label(services.get(code))
    except KeyError:
        return code


def wanted(request: Any) -> str:
    """What a request asks for, in a few words."""
    return paper(request.document) if request.document else _what_service(request.service)


def dangerous(codes: Iterable[str]) -> str:
    """Categories of danger in words."""
    return ", ".join(label(vocabularies.get("safety_categories", code)) for code in codes)


def relationship(code: str) -> str:
    return label(vocabularies.get("relationships", code)) if code else ""


def category(code: str) -> str:
    return label(vocabularies.get("categories", code))


def of_moves(moves: Iterable[str]) -> list[tuple[str, str]]:
    """What may follow now, in words."""
    return [(move, str(MOVES[move])) for move in moves]
