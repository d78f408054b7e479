"""The question with exactly what the registry of this country needs to search."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.casework.queries.prefill import prefill
from reencuentro.casework.terms import SEXES
from reencuentro.engines.partial_date import PartialDate
from reencuentro.reference.search_fields import SearchField, unanswered
from reencuentro.ui.widgets import ThreePartDate
from reencuentro.web import said
from reencuentro.web.asking import Known

from .fields import PartialDateField
from .questions import Question, for_abroad

NEEDED = gettext_lazy("The registry needs this. If nobody knows it, say so at the end of the page.")


class _Wanted:
    """Shown as needed, but an empty answer is judged by the whole page (see SearchData.clean)."""

    def validate(self, value: Any) -> None:
        return None


class WantedText(_Wanted, forms.CharField):
    pass


class WantedDate(_Wanted, PartialDateField):
    pass


class WantedChoice(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


@dataclass(frozen=True)
class Way:
    """One of several ways that are each enough for the registry."""

    fields: list[BoundField]
    brought: list[str]


class SearchData(Question):
    slug = "search"
    title = gettext_lazy("What the registry needs to search")
    template = "web/ask/search.html"
    fields_template = "web/ask/search_fields.html"

    @staticmethod
    def applies(known: Known) -> bool:
        return any(field.is_question for field in known.search_fields)

    def ask(self) -> None:
        self.wanted = self.known.search_fields
        for field in self.wanted:
            if field.is_question and field.key not in self.fields:
                self.fields[field.key] = _as_field(field)
        if not self.is_bound:
            for key, text in prefill(self.wanted, self.known.subject).items():
                self.initial.setdefault(key, text)
        self.fields["incomplete"] = forms.BooleanField(
            label=_("Nobody knows the rest. The Defender should begin with what is here."), required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        keys = {field.key for field in self.wanted}
        answers = {key: _as_text(value) for key, value in cleaned.items() if key in keys and value}
        if not cleaned.get("incomplete"):
            for field in unanswered(self.wanted, [*answers, *self.errors]):
                self.add_error(field.key, ValidationError(NEEDED))
        return {"answers": answers, "incomplete": cleaned.get("incomplete")}

    @property
    def missing(self) -> list[str]:
        """What the registry needs and nobody knows, for the last page."""
        return [said.label(field) for field in unanswered(self.wanted, self.cleaned_data["answers"])]

    # --- how the page lays the fields out: needed, one of several ways, helpful -----------------------------------
    @property
    def needed(self) -> list[BoundField]:
        return self._bound("required")

    @property
    def helpful(self) -> list[BoundField]:
        return self._bound("helps")

    def _bound(self, need: str) -> list[BoundField]:
        return [self[field.key] for field in self.wanted if field.need == need and field.is_question]

    @property
    def choices_of_ways(self) -> list[list[Way]]:
        groups = sorted({field.group for field in self.wanted if field.need == "one_of"})
        return [self._ways(group) for group in groups]

    def _ways(self, group: int) -> list[Way]:
        members = [field for field in self.wanted if field.need == "one_of" and field.group == group]
        ways: dict[int, list[SearchField]] = {}
        for field in members:
            ways.setdefault(field.option, []).append(field)
        return [
            Way(
                fields=[self[field.key] for field in way if field.is_question],
                brought=[said.label(field) for field in way if not field.is_question],
            )
            for way in ways.values()
        ]

    @property
    def brought(self) -> list[str]:
        """Papers and steps that are the Defender's: the advocate need not look for them."""
        return [
            said.label(field) for field in self.wanted if not field.is_question and field.need != "one_of"
        ]

    def rows(self) -> list[tuple[str, str]]:
        answers = self.cleaned_data["answers"]
        return [
            (said.label(field), _shown(field, answers[field.key])) for field in _once(self.wanted, answers)
        ]


def _once(fields: tuple[SearchField, ...], answers: dict[str, str]) -> list[SearchField]:
    return list({field.key: field for field in fields if field.key in answers}.values())


def _as_field(field: SearchField) -> forms.Field:
    about: dict[str, Any] = {
        "label": said.label(field),
        "help_text": field.help_text(said.language()),
        "required": field.need == "required",
    }
    if field.kind == "date":
        return WantedDate(widget=ThreePartDate(approximate=True), **about)
    if field.kind == "choice":
        sexes = [(code, str(words)) for code, words in SEXES.items() if code != "unknown"]
        return WantedChoice(choices=[("", "—"), *sexes], **about)
    attrs = {"autocomplete": "off"}
    if field.kind == "year":
        attrs |= {"inputmode": "numeric", "class": "w-4"}
    return for_abroad(WantedText(max_length=300, widget=forms.TextInput(attrs), **about))


def _as_text(value: Any) -> str:
    return str(value).strip()


def _shown(field: SearchField, text: str) -> str:
    if field.kind == "choice":
        return str(SEXES[text])
    return said.partial(PartialDate.parse(text)) if field.kind == "date" else text


def in_words(field: SearchField, text: str) -> str:
    """An answer of a request as people say it; as it stands when it cannot be read."""
    try:
        return _shown(field, text)
    except (KeyError, ValueError):
        return text
