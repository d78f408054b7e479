"""What was asked, and what the Defender may know, as rows of words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.models import Request
from reencuentro.casework.queries.releasable import ITEMS
from reencuentro.casework.queries.request_page import RequestPage
from reencuentro.reference import catalogue, languages, places, vocabularies

from . import said
from .forms.ask_search import in_words


@dataclass(frozen=True)
class Answer:
    """One row; `change` is where it can be corrected, "" when it no longer can."""

    key: str
    value: str
    change: str = ""


def answers(request: Request, *, may_correct: bool) -> list[Answer]:
    """Only what was answered; the order is that of the questions."""
    rows = ((key, value, slug) for key, value, slug in _rows(request) if value)
    return [
        Answer(key, value, reverse("request_change", args=[request.pk, slug]) if may_correct and slug else "")
        for key, value, slug in rows
    ]


def _rows(request: Request) -> Iterator[tuple[str, str, str]]:
    yield _("Where"), ", ".join(_where(request)), "place"
    asked = catalogue.fields(request.country, request.document) if request.document else ()
    labels = {field.key: field for field in asked}
    for key, text in request.answers.items():
        if key in labels:
            yield said.label(labels[key]), in_words(labels[key], text), "search"
    yield _("Why"), request.why, "purpose"
    yield _("Who will read it"), _reader(request), "purpose"
    yield _("Form"), ", ".join(_form(request)), "form"
    yield _("Needed by"), said.day(request.needed_by), "when"
    yield _("Languages"), ", ".join(_languages(request)), "languages"
    yield _("Must never learn of it"), request.never_tell, "safety"
    yield _("Safe hours"), request.safe_hours, "safety"
    yield _("Stay away from"), ", ".join(_excluded(request)), "safety"
    yield _("The Defender"), _("must be a woman") if request.needs_woman else "", "safety"
    yield _("Tried already"), request.tried, "tried"


def _where(request: Request) -> list[str]:
    parts = [request.municipality, said.place(request.department), said.country(request.country)]
    return [part for part in parts if part]


def _reader(request: Request) -> str:
    return said.label(vocabularies.get("readers", request.reader)) if request.reader else ""


def _form(request: Request) -> list[str]:
    words = {
        "certified": _("certified copy"),
        "original_needed": _("paper original"),
        "apostille": _("with apostille"),
    }
    return [word for name, word in words.items() if getattr(request, name)]


def _languages(request: Request) -> Iterator[str]:
    for spoken in request.languages:
        name = said.label(languages.get(spoken["code"]))
        yield _("%(language)s (needed)") % {"language": name} if spoken["level"] == "required" else name


def _excluded(request: Request) -> list[str]:
    departments = [said.label(places.get(code)) for code in request.excluded_departments]
    return [text for text in (request.excluded_places, *departments) if text]


@dataclass(frozen=True)
class Released:
    name: str
    items: str
    excerpt: str


def released(page: RequestPage) -> list[Released]:
    """What counsel released of each person; who has nothing released is not listed."""
    return [
        Released(
            row.person.full_name,
            ", ".join(str(ITEMS[item]) for item in row.items if item in ITEMS),
            row.excerpt,
        )
        for row in page.disclosures
        if row.items or row.excerpt
    ]
