"""What somebody writes who wants to join the network."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.reference import languages, places
from reencuentro.web import said

from . import fields
from .availability import NOT_SPOKEN, SPOKEN, _tongue, kinds_of
from .base import ActForm
from .widgets import Ticks

PREFIX = "speaks_"
# How the page is divided; the languages stand after the second part.
PARTS = (
    (_("Who you are"), ("full_name", "email", "phone", "organisation", "credential")),
    (_("Where you work"), ("base", "departments")),
    (_("Your work"), ("does",)),
    (_("Who knows you"), ("reference_1", "reference_2", "why", "heard")),
)


def _ticks(label: Any, choices: said.Choices) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=Ticks)


class Application(ActForm):
    """One page in parts; `sections` says how it is divided. Nothing that was typed is lost on the way."""

    full_name = fields.line(_("Your full name"), required=True)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
    )
    phone = fields.line(_("Phone"), limit=40, help_text=_("With the code of the country."))
    organisation = fields.line(_("Your organisation"), help_text=_("Leave it empty if you work on your own."))
    credential = fields.text(
        _("Your licence to practise"),
        required=True,
        help_text=_(
            "The number of your bar or college, or what entitles you or your organisation to this work."
        ),
        rows=2,
        limit=500,
    )
    reference_1 = fields.text(
        _("First reference"),
        required=True,
        help_text=_("Somebody who knows your work: name, what they do, and how we reach them."),
        rows=2,
        limit=500,
    )
    reference_2 = fields.text(_("Second reference"), required=True, rows=2, limit=500)
    why = fields.text(_("Why do you want to do this work?"), required=True, rows=4)
    heard = fields.line(_("How did you hear of us?"))
    # Nobody sees this field; programs that fill in every field do.
    website = forms.CharField(
        required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = said.of_terms(places.departments(country))
        self.fields["base"] = fields.listed(_("Where do you live and work?"), here)
        self.fields["departments"] = _ticks(_("To which departments can you go?"), here)
        self.fields["does"] = _ticks(
            _("What do you do?"), [(kind, said.paper(kind)) for kind in kinds_of(country)]
        )
        for language in languages.spoken_in(country):
            self.fields[f"{PREFIX}{language.code}"] = forms.ChoiceField(
                label=language.label(said.language()),
                choices=[(NOT_SPOKEN, _("No")), *said.of_words(SPOKEN)],
                initial="3" if language.code == "spa" else NOT_SPOKEN,
                required=False,
            )
        self.fields["consent"] = forms.BooleanField(
            label=_("I agree to this"),
            error_messages={"required": _("Without this we may not keep what you write.")},
        )
        # What is missing is listed in the order of the page.
        self.order_fields([name for _title, names in PARTS for name in names])

    @property
    def is_filled_by_a_program(self) -> bool:
        return bool(self.data.get("website"))

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """(title, fields) in the order of the page; the languages stand on their own."""
        return [(title, [self[name] for name in names]) for title, names in PARTS]

    def tongues(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def speaks_more(self) -> bool:
        """Another language than the first was chosen, or something is wrong with one: they lie open."""
        return any(
            field.errors or field.value() not in (None, "", NOT_SPOKEN) for field in self.tongues()[1:]
        )

    def answers(self) -> dict[str, Any]:
        """The answers as the application keeps them (network/models/joining.py)."""
        given = self.cleaned_data
        spoken = {name.removeprefix(PREFIX): given[name] for name in self.fields if name.startswith(PREFIX)}
        return {
            "base": given["base"],
            "departments": given["departments"],
            "languages": {code: _tongue(key) for code, key in spoken.items() if key not in ("", NOT_SPOKEN)},
            "does": given["does"],
            "credential": given["credential"],
            "references": [given["reference_1"], given["reference_2"]],
            "why": given["why"],
            "heard": given["heard"],
        }

    def person(self) -> dict[str, Any]:
        names = ("full_name", "email", "phone", "organisation", "client_id")
        return {name: self.cleaned_data[name] for name in names}
