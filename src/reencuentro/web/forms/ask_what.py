"""The questions of what is needed, about whom, and where."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.casework.models import Person
from reencuentro.casework.queries.prefill import place_words
from reencuentro.reference import countries, obstacles, places, services
from reencuentro.web import said
from reencuentro.web.asking import Known
from reencuentro.web.catalogue_words import days_of, fee_of

from .fields import line, listed, one_of
from .questions import Question, for_abroad
from .widgets import GroupedCards

KINDS = {
    "document": gettext_lazy("Documents"),
    "information": gettext_lazy("Information"),
    "act": gettext_lazy("Acts"),
}
CANNOT = {
    "no": gettext_lazy("This cannot be solved from abroad."),
    "partly": gettext_lazy("From abroad only a part of this can be solved."),
}


class WhichObstacle(Question):
    slug = "obstacle"
    title = gettext_lazy("What should it help to solve?")
    lead = gettext_lazy("We then show first what can solve it.")

    @staticmethod
    def applies(known: Known) -> bool:
        return bool(known.obstacles)

    def ask(self) -> None:
        rows = [(str(row.pk), obstacles.get(row.code)) for row in self.known.obstacles]
        self.fields["obstacle"] = one_of(
            _("Choose one"),
            [*((pk, said.label(row)) for pk, row in rows), ("", _("Something else"))],
            required=False,
            hints={pk: CANNOT.get(row.abroad_can_help, row.abroad(said.language())) for pk, row in rows},
        )


class WhatIsNeeded(Question):
    slug = "need"
    title = gettext_lazy("What do you need?")

    def ask(self) -> None:
        self.fields["service"] = forms.ChoiceField(
            label=_("Choose one"), choices=list(self._groups()), widget=GroupedCards()
        )

    def _groups(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        """First what removes the chosen obstacle, then everything by kind; no service stands twice."""
        obstacle = self.known.obstacle
        first = services.that_remove(obstacle.code) if obstacle else ()
        if obstacle and first:
            yield said.label(obstacles.get(obstacle.code)), [(row.code, said.label(row)) for row in first]
        for kind, name in KINDS.items():
            rest = [row for row in services.all() if row.kind == kind and row not in first]
            yield str(name), [(row.code, said.label(row)) for row in rest]


class WhichCountry(Question):
    slug = "country"
    title = gettext_lazy("In which country?")

    def ask(self) -> None:
        self.fields["country"] = one_of(
            _("Country"), [(row.code, said.label(row)) for row in countries.all()]
        )
        self.initial.setdefault("country", self.known.case.country)


class WhichDocument(Question):
    slug = "document"
    title = gettext_lazy("Which document?")

    @staticmethod
    def applies(known: Known) -> bool:
        return len(known.documents) > 1

    def ask(self) -> None:
        found = self.known.documents
        self.fields["document"] = one_of(
            _("Choose one"),
            [(entry.document, said.label(entry)) for entry in found],
            hints={entry.document: f"{days_of(entry)} · {fee_of(entry)}" for entry in found},
        )


class AboutWhom(Question):
    slug = "subject"
    title = gettext_lazy("Whose document is it, or about whom?")
    fields_template = "web/ask/subject_fields.html"

    def ask(self) -> None:
        people = [(str(row.pk), row.full_name) for row in self.known.people]
        self.fields["subject"] = one_of(
            _("Person"),
            [*people, ("", _("Nobody in particular"))],
            required=False,
            hints={str(row.pk): _who(row) for row in self.known.people},
        )
        if not self.known.service or not self.known.service.dual_use:
            self.initial.setdefault("subject", next((str(p.pk) for p in self.known.people if p.is_child), ""))

    def clean_subject(self) -> str:
        chosen = str(self.cleaned_data["subject"])
        service = self.known.service
        if not chosen and service and service.code == "locate_person":
            raise ValidationError(_("Choose the person to be found. Add them to the case first if needed."))
        return chosen


def _who(person: Person) -> str:
    return _("The child") if person.is_child else said.relationship(person.relationship)


class WhichPlace(Question):
    slug = "place"
    title = gettext_lazy("Where should the Defender look?")
    fields_template = "web/ask/place_fields.html"

    def ask(self) -> None:
        country = countries.get(self.known.country) if self.known.country else None
        found = places.departments(country.code) if country else ()
        self.fields["department"] = listed(
            country.department_label(said.language()) if country else _("Department"),
            [(row.code, said.label(row)) for row in found],
            required=False,
            help_text=_("Leave it empty if nobody knows."),
        )
        self.fields["municipality"] = for_abroad(
            line(
                _("Municipality, and village or neighbourhood"),
                help_text=_("As people there would say it. A Defender sees it only after accepting."),
            )
        )
        self.fields["municipality"].widget.attrs["list"] = "towns"
        self._guess()

    def _guess(self) -> None:
        born = self.known.subject.birth_place if self.known.subject else {}
        if born.get("country", self.known.country) == self.known.country:
            self.initial.setdefault("department", born.get("department", ""))
            self.initial.setdefault("municipality", _town(born))

    @property
    def towns(self) -> list[str]:
        """Municipalities to choose from, once the department is known."""
        code = self["department"].value()
        try:
            return [said.label(row) for row in places.municipalities(code)] if code else []
        except KeyError:
            return []


def _town(born: dict[str, Any]) -> str:
    return place_words({"municipality": born.get("municipality"), "village": born.get("village")})
