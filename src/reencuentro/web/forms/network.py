"""Forms of those who look after the network."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Organisation, User
from reencuentro.casework.states import Words
from reencuentro.network.states import APPLICATION
from reencuentro.reference import countries, languages
from reencuentro.web import said

from . import fields
from .administration import _handing
from .base import ActForm, EditForm

STANDINGS = {
    "takes": Words("Available", "Disponible"),
    "paused": Words("Paused", "En pausa"),
    "away": Words("Away", "Ausente"),
}


def _any(choices: said.Choices) -> said.Choices:
    return [("", _("Any")), *choices]


class NetworkFilter(forms.Form):
    """Read from the address: codes only. What does not fit counts as not chosen."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    standing = forms.ChoiceField(label=_("How they stand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "country": said.of_terms(countries.all()),
            "language": said.of_terms(languages.all()),
            "standing": said.of_words(STANDINGS),
        }
        for name, options in choices.items():
            self.fields[name].choices = _any(options)  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ApplicationFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, said.spoken(state.words.label)) for code, state in APPLICATION.states.items()]
        self.fields["state"].choices = [("", _("Waiting for us or for them")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> str:
        self.full_clean()
        return str(self.cleaned_data.get("state", ""))


class Notes(EditForm):
    notes = fields.text(
        _("Notes"),
        limit=4000,
        rows=5,
        help_text=_("For the coordination alone; erased with the application."),
    )


class TrainingForm(ActForm):
    title_en = fields.line(_("Title in English"), required=True)
    title_es = fields.line(_("Title in Spanish"), required=True)
    held_on = fields.day(_("Held on"))
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=0,
        max_value=200,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput({"class": "w-4", "inputmode": "decimal", "autocomplete": "off"}),
    )


class Attended(ActForm):
    def __init__(self, *args: Any, defenders: Sequence[tuple[User, str]], **kwargs: Any) -> None:
        """`defenders`: each with a line that says where they work."""
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user, _where in defenders}
        self.fields["defenders"] = fields.some_of(
            _("Who attended?"),
            [(str(user.pk), user.full_name) for user, _where in defenders],
            hints={str(user.pk): where for user, where in defenders},
        )

    def chosen(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data["defenders"]]


class InviteApplicant(ActForm):
    def __init__(self, *args: Any, houses: Sequence[Organisation], new: str, **kwargs: Any) -> None:
        """`new`: the name that a new organisation would get."""
        super().__init__(*args, **kwargs)
        self.houses = {str(house.pk): house for house in houses}
        named = sorted(((pk, house.name) for pk, house in self.houses.items()), key=lambda row: row[1])
        self.fields["organisation"] = forms.ChoiceField(
            label=_("In which organisation?"),
            required=False,
            choices=[("", _("A new one: %(name)s") % {"name": new}), *named],
        )
        self.fields["handing"] = _handing()

    def chosen_house(self) -> Organisation | None:
        return self.houses.get(self.cleaned_data["organisation"])
