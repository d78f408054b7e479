"""What a Defender says about themselves: one question a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models.defender import Tongue
from reencuentro.casework.states import Words
from reencuentro.reference import (
    catalogue,
    countries,
    languages,
    matching_policy,
    places,
    services,
    vocabularies,
)
from reencuentro.ui.fields import MoneyField
from reencuentro.web import said

from . import fields
from .base import ActForm

MOST_HOURS = 72
NOT_SPOKEN = "0"
# The level, and an i before it where an interpreter speaks and not the Defender.
SPOKEN = {
    "3": Words("Fluently", "Con fluidez"),
    "2": Words("I speak it", "Lo hablo"),
    "1": Words("A few words", "Unas palabras"),
    "i3": Words("An interpreter of mine, fluently", "Con mi intérprete, con fluidez"),
    "i2": Words("An interpreter of mine speaks it", "Con mi intérprete"),
}
# The same, said by others.
SPEAKS = {
    "3": Words("Fluently", "Con fluidez"),
    "2": Words("Speaks it", "Lo habla"),
    "1": Words("A few words", "Unas palabras"),
    "i3": Words("Through an interpreter, fluently", "Con intérprete, con fluidez"),
    "i2": Words("Through an interpreter", "Con intérprete"),
}
DONE = {
    "0": Words("No", "No"),
    "1": Words("I have done it", "Lo he hecho"),
    "2": Words("Often", "Con frecuencia"),
    "3": Words("My speciality", "Mi especialidad"),
}
DOES = {
    "1": Words("Has done it", "Lo ha hecho"),
    "2": Words("Often", "Con frecuencia"),
    "3": Words("Speciality", "Especialidad"),
}
WOMAN = {
    "yes": Words("Yes", "Sí"),
    "no": Words("No", "No"),
    "": Words("I prefer not to say", "Prefiero no decirlo"),
}
TAKEN = {"yes": Words("Yes, I take them", "Sí, las tomo"), "no": Words("No", "No")}
ASKED_ALL_THE_SAME = Words("Not said: you may ask me", "Sin responder: me pueden preguntar")
NOT_ASKED = Words("Not said: do not ask me", "Sin responder: no me pregunten")
WEEKDAYS = (
    Words("Monday", "Lunes"),
    Words("Tuesday", "Martes"),
    Words("Wednesday", "Miércoles"),
    Words("Thursday", "Jueves"),
    Words("Friday", "Viernes"),
    Words("Saturday", "Sábado"),
    Words("Sunday", "Domingo"),
)


class Capacity(ActForm):
    weekly_capacity = forms.IntegerField(
        label=_("How many requests can you take in a week?"),
        help_text=_("0 means none for now. You can change it at any time."),
        min_value=0,
        max_value=40,
        widget=forms.TextInput({"class": "w-4", "inputmode": "numeric", "autocomplete": "off"}),
    )


class Base(ActForm):
    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"] = fields.listed(
            _("Where do you live and work?"),
            said.of_terms(places.departments(country)),
            help_text=_("The hours of travel are reckoned from there. You can correct them."),
        )


class Town(ActForm):
    """The municipality, for those who want to say it; without it the department is reckoned with."""

    def __init__(self, *args: Any, department: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"] = fields.listed(
            _("In which municipality?"), said.of_terms(places.municipalities(department)), required=False
        )


class Places(ActForm):
    """The departments where they go, the nearest first; `near` are (place, hours reckoned)."""

    def __init__(self, *args: Any, near: Iterable[tuple[places.Place, float]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(near)
        self.fields["departments"] = fields.some_of(
            _("To which departments can you go?"),
            said.of_terms(place for place, _hours in known),
            hints={place.code: _("about %(hours)s h") % {"hours": f"{hours:g}"} for place, hours in known},
        )


class HoursField(forms.FloatField):
    """Hours of travel; a comma is as good as a point."""

    widget = forms.TextInput({"class": "w-4", "inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        try:
            return super().to_python(str(value or "").replace(",", "."))
        except ValidationError:
            raise ValidationError(_("Write the hours as a number, for example 1.5.")) from None


class Lines(ActForm):
    """Many small fields, one a line."""

    def said_in(self) -> dict[str, Any]:
        """{name of the line: what was chosen}"""
        return {name: self.cleaned_data[name] for name in self.fields if name != "client_id"}

    def answered(self) -> list[forms.BoundField]:
        """The lines that say something, or something wrong: they stand first."""
        return [line for line in self.visible_fields() if self._says(line)]

    def silent(self) -> list[forms.BoundField]:
        """The lines that say no, folded away when others say yes."""
        return [line for line in self.visible_fields() if not self._says(line)]

    def _says(self, line: forms.BoundField) -> bool:
        return (
            bool(line.errors) or not isinstance(line.field, forms.ChoiceField) or line.value() != NOT_SPOKEN
        )


class Hours(Lines):
    """One small field for each department of the territory, filled with what is known or reckoned."""

    def __init__(self, *args: Any, departments: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in departments:
            self.fields[code] = HoursField(label=said.place(code), min_value=0, max_value=MOST_HOURS)


class Languages(Lines):
    """Each language of the country with how well it is spoken and by whom; `levels` are SPOKEN or SPEAKS."""

    def __init__(self, *args: Any, country: str, levels: Mapping[str, Words] = SPOKEN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages.spoken_in(country):
            self.fields[language.code] = forms.ChoiceField(
                label=language.label(said.language()),
                choices=[(NOT_SPOKEN, _("No")), *said.of_words(levels)],
                initial=NOT_SPOKEN,
            )

    def chosen(self) -> dict[str, dict[str, Any]]:
        """{ISO 639-3 code: {"level": 1-3, "who": "self" | "interpreter"}}"""
        return {code: _tongue(key) for code, key in self.said_in().items() if key != NOT_SPOKEN}


def _tongue(key: str) -> dict[str, Any]:
    return {"level": int(key[-1]), "who": "interpreter" if key.startswith("i") else "self"}


def key_of(tongue: Tongue) -> str:
    """The choice of SPOKEN that stands for this answer."""
    return f"{'i' if tongue.who == 'interpreter' else ''}{tongue.level}"


class Expertise(Lines):
    """Documents of the country, and the services that end in no document of the catalogue, each with a level."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds_of(country):
            self.fields[kind] = forms.ChoiceField(
                label=said.paper(kind), choices=said.of_words(DONE), initial="0"
            )

    def chosen(self) -> dict[str, int]:
        """{code: level 1-3}"""
        return {code: int(level) for code, level in self.said_in().items() if level != "0"}


def kinds_of(country: str) -> list[str]:
    """Everything that can be asked of a Defender of this country: documents first."""
    documents = [entry.document for entry in catalogue.documents(country)]
    return [*dict.fromkeys(documents), *(service.code for service in services.all() if not service.documents)]


class Days(ActForm):
    weekdays = fields.some_of(
        _("On which days do you take requests?"),
        [(str(number), said.spoken(words.label)) for number, words in enumerate(WEEKDAYS)],
        help_text=_("If you tick none, every day counts."),
    )


class Safety(ActForm):
    """What they take and what not. A dash of their own: what is not said is asked, or not, as the policy says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_first = matching_policy.joining().ask_first
        for term in vocabularies.terms("safety_categories"):
            silent = NOT_ASKED if term.code in ask_first else ASKED_ALL_THE_SAME
            self.fields[term.code] = forms.ChoiceField(
                label=term.label(said.language()),
                help_text=term.help_text(said.language()),
                required=False,
                choices=[("", said.spoken(silent.label)), *said.of_words(TAKEN)],
            )

    def chosen(self) -> dict[str, bool]:
        """{safety category: taken}, without those that were not said."""
        answers = {name: self.cleaned_data[name] for name in self.fields if name != "client_id"}
        return {code: answer == "yes" for code, answer in answers.items() if answer}


class Price(ActForm):
    """What they take for one kind of work, or for anything."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("For what?"),
            required=False,
            choices=[("", _("For anything")), *((kind, said.paper(kind)) for kind in kinds_of(country))],
        )
        codes = dict.fromkeys([countries.get(country).currency, "USD"])
        self.fields["amount"] = MoneyField(label=_("How much?"), currencies=[(code, code) for code in codes])

    def chosen(self) -> dict[str, str]:
        money = self.cleaned_data["amount"]
        return {"kind": self.cleaned_data["kind"], "amount": str(money.amount), "currency": money.currency}


def willing_initial(willingness: Mapping[str, bool]) -> dict[str, str]:
    return {code: "yes" if taken else "no" for code, taken in willingness.items()}


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


class Span(ActForm):
    """The first and the last day of something."""

    first = fields.day(_("First day"))
    last = fields.day(_("Last day"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return given


class Away(Span):
    first = fields.day(_("First day away"))
    last = fields.day(_("Last day away"))
