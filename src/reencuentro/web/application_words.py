"""What an applicant has written, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reencuentro.accounts.models.defender import tongue
from reencuentro.network.models import Application
from reencuentro.reference import languages, places

from . import request_words, said
from .forms import availability as ask


@dataclass(frozen=True)
class Line:
    """A row of the list. An erased one has no name any more."""

    pk: Any
    name: str
    country: str
    applied: str
    answer_by: str
    state: str
    tone: str
    reviewer: str


def line(row: Application) -> Line:
    return Line(
        pk=row.pk,
        name=_("erased") if row.is_erased else row.full_name,
        country=said.country(row.country),
        applied=said.day(row.applied_at),
        answer_by=said.day(row.answer_by),
        state=str(row.state_words),
        tone=request_words.tone(row.tone),
        reviewer=row.reviewer.full_name if row.reviewer else "",
    )


def rows(row: Application) -> list[tuple[str, str]]:
    """Question and answer, in the order of the form."""
    answers = row.answers
    references = [text for text in answers["references"] if text]
    found = [
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
        (_("Organisation"), row.organisation),
        (_("Works in"), place(answers["base"])),
        (_("Goes to"), ", ".join(map(said.place, answers["departments"]))),
        (_("Languages"), _spoken(answers["languages"])),
        (_("Does"), ", ".join(map(said.paper, answers["does"]))),
        (_("Licence"), answers["credential"]),
        (_("References"), "\n".join(references)),
        (_("Why they want to join"), answers["why"]),
        (_("How they heard of us"), answers["heard"]),
        (_("We write in"), row.get_language_display()),
    ]
    return [(key, value or "–") for key, value in found]


def place(code: str) -> str:
    return said.label(places.get(code)) if code else ""


def _spoken(answers: dict[str, Any]) -> str:
    return ", ".join(
        f"{said.label(languages.get(code))} ({str(ask.SPEAKS[ask.key_of(tongue(one))]).lower()})"
        for code, one in answers.items()
    )
