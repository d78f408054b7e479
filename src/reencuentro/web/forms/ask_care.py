"""The questions of why, in which form, by when, with what care, and what the Defender may know."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.casework.clockwork import today
from reencuentro.casework.errors import IN_PAST
from reencuentro.casework.models import Person
from reencuentro.casework.queries.releasable import ITEMS, releasable
from reencuentro.reference import places, vocabularies
from reencuentro.web import said
from reencuentro.web.asking import Known

from .fields import day, one_of, some_of, text
from .questions import Question, for_abroad

# Who reads it decides whether an apostille is worth its weeks (reference: vocabularies "readers").
WANTS_APOSTILLE = ("immigration_court", "state_court")

NEVER_RELEASED = gettext_lazy(
    "A Defender sees it only after accepting. The A-number, the facility, and the sponsor's address or contact in the "
    "United States can never be released: no page and no person can do it."
)


class WhyAndForWhom(Question):
    slug = "purpose"
    title = gettext_lazy("Why is it needed, and who will read it?")

    def ask(self) -> None:
        readers = vocabularies.terms("readers")
        self.fields["reader"] = one_of(
            _("Who will read it"), said.of_terms(readers), required=False, hints=said.hints(readers)
        )
        self.fields["why"] = for_abroad(
            text(
                _("Why it is needed"),
                required=True,
                rows=4,
                help_text=_(
                    "What should it show? Leave names out: the coordination and the Defender read this."
                ),
            )
        )


class InWhichForm(Question):
    slug = "form"
    title = gettext_lazy("In which form do you need it?")
    template = "web/ask/form.html"
    fields_template = "web/ask/form_fields.html"

    @staticmethod
    def applies(known: Known) -> bool:
        return bool(known.service and (known.service.kind == "document" or known.entry))

    def ask(self) -> None:
        self.fields["certified"] = forms.BooleanField(label=_("A certified copy, with stamp"), required=False)
        self.fields["original_needed"] = forms.BooleanField(
            label=_("The paper original must come to the United States"), required=False
        )
        self.fields["apostille"] = forms.BooleanField(label=_("With an apostille"), required=False)
        self.initial.setdefault("certified", True)

    @property
    def reader_wants_apostille(self) -> bool:
        return self.known.answers.get("reader") in WANTS_APOSTILLE

    @property
    def apostille_authority(self) -> str:
        return self.known.entry.apostille_authority(said.language()) if self.known.entry else ""


class ByWhen(Question):
    slug = "when"
    title = gettext_lazy("By when do you need it?")
    lead = gettext_lazy("Leave it empty if there is no fixed day. The coordination sets how urgent it is.")

    def ask(self) -> None:
        self.fields["needed_by"] = day(_("Needed by"), required=False, help_text=_("For example 27 11 2026"))

    def clean_needed_by(self) -> Any:
        wanted = self.cleaned_data["needed_by"]
        if wanted and wanted < today():
            raise forms.ValidationError(IN_PAST)
        return wanted


class WhichLanguages(Question):
    slug = "languages"
    title = gettext_lazy("Which languages do the people there speak?")
    lead = gettext_lazy("The people whom the Defender will meet. Every Defender speaks Spanish.")

    @staticmethod
    def applies(known: Known) -> bool:
        return bool(known.spoken)

    def ask(self) -> None:
        self.fields["spoken"] = some_of(
            _("Beside Spanish"), [(row.code, said.label(row)) for row in self.known.spoken]
        )
        self.fields["required"] = forms.BooleanField(
            label=_("Spanish is not enough: the Defender must speak it"), required=False
        )
        subject = self.known.subject
        codes = [language.get("code") for language in subject.languages] if subject else []
        self.initial.setdefault("spoken", [row.code for row in self.known.spoken if row.code in codes])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        level = "required" if cleaned.get("required") else "preferred"
        return {
            **cleaned,
            "languages": [{"code": code, "level": level} for code in cleaned.get("spoken", [])],
        }


class WithCare(Question):
    slug = "safety"
    title = gettext_lazy("What must the Defender be careful about?")
    lead = gettext_lazy("This protects the family and the Defender. Leave empty what does not apply.")
    fields_template = "web/ask/safety_fields.html"

    def ask(self) -> None:
        words = {
            "never_tell": (
                _("Who must never learn of this"),
                _(
                    "For example a violent relative, an employer, an office. Say who they are, not what they did."
                ),
            ),
            "safe_hours": (_("Hours that are safe"), _("For example: mornings only, never on market day.")),
            "excluded_places": (
                _("Places to stay away from"),
                _("A neighbourhood, an office, a road."),
            ),
        }
        for name, (label, hint) in words.items():
            self.fields[name] = for_abroad(text(label, help_text=hint, rows=2, limit=600))
        country = self.known.country
        self.fields["excluded_departments"] = some_of(
            _("No Defender who lives or works in"),
            [(row.code, said.label(row)) for row in (places.departments(country) if country else ())],
        )
        self.fields["needs_woman"] = forms.BooleanField(
            label=_("The Defender must be a woman"), required=False
        )

    @property
    def opens_departments(self) -> bool:
        return bool(self["excluded_departments"].value())


@dataclass(frozen=True)
class Group:
    title: str
    field: forms.BoundField
    opened: bool


class WhatMayBeKnown(Question):
    """One group of items for each person. The names of the fields carry the person's id."""

    slug = "release"
    never = NEVER_RELEASED
    title = gettext_lazy("What may the Defender know?")
    template = "web/ask/release.html"
    fields_template = "web/ask/release_fields.html"

    @staticmethod
    def applies(known: Known) -> bool:
        return known.may_release

    def ask(self) -> None:
        allowed = releasable(self.known.case)
        for person in self.known.people:
            self.fields[f"person_{person.pk}"] = some_of(
                _("The Defender may know"), [(item, str(ITEMS[item])) for item in allowed.get(person.pk, ())]
            )
        self.fields["excerpt"] = for_abroad(
            text(
                _("What the Defender should know of the story"),
                help_text=_("Two or three sentences at most, only if the work cannot be done without."),
                limit=800,
            )
        )

    @property
    def groups(self) -> list[Group]:
        """One fold for each person; the subject's, and those where something is ticked, lie open."""
        found = []
        for person in self.known.people:
            field = self[f"person_{person.pk}"]
            opened = bool(field.value()) or bool(field.errors) or person == self.known.subject
            found.append(Group(self._title(person), field, opened))
        return found

    def rows(self) -> list[tuple[str, str]]:
        release = self.cleaned_data["release"]
        chosen = [
            (self._title(person), ", ".join(str(ITEMS[item]) for item in release[str(person.pk)]))
            for person in self.known.people
            if str(person.pk) in release
        ]
        excerpt = self.cleaned_data["excerpt"]
        return [*chosen, *([(_("Of the story"), excerpt)] if excerpt else [])]

    def _title(self, person: Person) -> str:
        role = _("the child") if person.is_child else said.relationship(person.relationship)
        return f"{person.full_name} ({role})" if role else person.full_name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        items = {str(person.pk): cleaned.get(f"person_{person.pk}", []) for person in self.known.people}
        return {**cleaned, "release": {pk: chosen for pk, chosen in items.items() if chosen}}


class WhatWasTried(Question):
    slug = "tried"
    title = gettext_lazy("What has been tried already?")
    lead = gettext_lazy("So that nobody does the same again.")

    def ask(self) -> None:
        self.fields["tried"] = for_abroad(text(_("Tried so far"), rows=4))
