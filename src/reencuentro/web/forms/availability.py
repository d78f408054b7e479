"""What a Defender says about themselves: one question a page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.states import Words
from reencuentro.reference import catalogue, languages, places, services
from reencuentro.ui.widgets import CheckCards
from reencuentro.web import said

from . import fields
from .base import ActForm

MOST_HOURS = 72
SPOKEN = {
    "3": Words("Fluently", "Con fluidez"),
    "2": Words("Well", "Bien"),
    "1": Words("A little", "Un poco"),
}
WOMAN = {
    "yes": Words("Yes", "Sí"),
    "no": Words("No", "No"),
    "": Words("I prefer not to say", "Prefiero no decirlo"),
}
DOES = 2  # the level of something newly ticked: does it, without calling it a speciality


class Capacity(ActForm):
    weekly_capacity = forms.IntegerField(
        label=_("How many requests can you take in a week?"),
        help_text=_("0 means none for now. You can change it at any time."),
        min_value=0,
        max_value=40,
        widget=forms.TextInput({"class": "w-4", "inputmode": "numeric", "autocomplete": "off"}),
    )


class HoursField(forms.FloatField):
    """Hours of travel; a comma is as good as a point."""

    widget = forms.TextInput({"class": "w-4", "inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        try:
            return super().to_python(str(value or "").replace(",", "."))
        except ValidationError:
            raise ValidationError(_("Write the hours as a number, for example 1.5.")) from None


class Places(ActForm):
    """One small field for each department; an empty one means "not there"."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in places.departments(country):
            self.fields[place.code] = HoursField(
                label=place.label(said.language()), required=False, min_value=0, max_value=MOST_HOURS
            )

    def chosen(self) -> dict[str, float]:
        """{department code: hours of travel}"""
        hours = {name: self.cleaned_data[name] for name in self.fields if name != "client_id"}
        return {code: value for code, value in hours.items() if value is not None}


class Languages(ActForm):
    """Each language of the country with how well it is spoken; "0" means "not"."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages.spoken_in(country):
            self.fields[language.code] = forms.ChoiceField(
                label=language.label(said.language()),
                choices=[("0", _("No")), *said.of_words(SPOKEN)],
                initial="0",
            )

    def chosen(self) -> dict[str, int]:
        """{ISO 639-3 code: level 1-3}"""
        levels = {name: self.cleaned_data[name] for name in self.fields if name != "client_id"}
        return {code: int(level) for code, level in levels.items() if level != "0"}


class Expertise(ActForm):
    """Documents of the country, and the services that end in no document of the catalogue."""

    documents = forms.MultipleChoiceField(
        label=_("Documents that I obtain"), required=False, widget=CheckCards
    )
    services = forms.MultipleChoiceField(label=_("Other things that I do"), required=False, widget=CheckCards)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].choices = said.of_terms(  # type: ignore[attr-defined]
            catalogue.document_type(entry.document) for entry in catalogue.documents(country)
        )
        self.fields["services"].choices = said.of_terms(  # type: ignore[attr-defined]
            service for service in services.all() if not service.documents
        )

    def chosen(self, before: Mapping[str, int]) -> dict[str, int]:
        """{code: level 0-3}. What was ticked before keeps its level; new things get DOES."""
        ticked = [*self.cleaned_data["documents"], *self.cleaned_data["services"]]
        return {code: before.get(code) or DOES for code in ticked}


class About(ActForm):
    woman = fields.one_of(
        _("Are you a woman?"),
        said.of_words(WOMAN),
        required=False,
        help_text=_("Some families only speak with a woman. It is used for this alone, and sealed."),
    )
    fee_notes = fields.text(
        _("What should we know about your costs?"),
        help_text=_("For example: how you are paid best, what travel costs from your office."),
    )


class Away(ActForm):
    first = fields.day(_("First day away"))
    last = fields.day(_("Last day away"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return given
