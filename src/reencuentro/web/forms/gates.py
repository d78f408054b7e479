"""Forms of tracing beside the searches themselves."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.engines.tracing.types import Description, Written
from reencuentro.reference import countries
from reencuentro.tracing.states import OUTCOMES_TRIED, PLACES_TRIED
from reencuentro.web.said import of_terms, of_words

from .base import ActForm
from .fields import PartialDateField, day, line, listed, one_of, text


class AddAttempt(ActForm):
    where = one_of(_("Where was it tried?"), of_words(PLACES_TRIED))
    on = day(_("On which day was it tried?"))
    outcome = one_of(
        _("What came of it?"),
        of_words(OUTCOMES_TRIED),
        hints={
            "reached": _("It goes to counsel first. Tell nobody else before counsel decides."),
            "harm": _(
                "The coordination is told at once. The search itself goes on until somebody closes it."
            ),
        },
    )
    said = text(_("What should the next person know?"), limit=2000, rows=4)


class KeepOut(ActForm):
    because = text(
        _("Why?"),
        required=True,
        limit=1000,
        help_text=_("Only the legal team and the coordination of this case read it."),
    )


class Settle(ActForm):
    """What two records are that look alike, for whoever works on both cases."""

    verdict = one_of(
        _("What are they?"),
        [
            ("same", _("The same person")),
            ("sibling", _("Brothers or sisters")),
            ("not_same", _("Different people")),
        ],
        hints={
            "same": _("The two cases are linked, and counsel of both decides who may learn of it."),
            "sibling": _("The two cases are linked, and counsel of both decides who may learn of it."),
        },
    )
    because = text(_("Why?"), required=True, limit=1000)

    def __init__(self, *args: Any, may_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_link:  # who only reads the other case cannot tie it to this one
            self.fields["verdict"].choices = [("not_same", _("Different people"))]  # type: ignore[attr-defined]


class LookUp(ActForm):
    """What is known of somebody, as far as it is known. Nothing of it is kept."""

    given = line(_("Given names or nickname"))
    surnames = line(_("Surnames"))
    birth_date = PartialDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Write what is known: the year alone is enough."),
    )
    age = forms.IntegerField(
        label=_("Or the age in years"),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.NumberInput({"class": "w-4", "inputmode": "numeric", "autocomplete": "off"}),
    )
    stated_on = day(_("When was this age stated?"), required=False, help_text=_("Empty means today."))
    country = listed(_("Country"), of_terms(countries.all()), required=False)
    place = line(_("Municipality or village"))
    mother = line(_("Name of the mother"))
    father = line(_("Name of the father"))
    because = text(
        _("Why must you look?"),
        required=True,
        limit=1000,
        help_text=_("It is sealed for you alone; the ledger keeps that you looked, and how many were shown."),
    )

    def clean(self) -> dict[str, Any]:
        """Control characters, such as those of a copied table, become spaces."""
        given: dict[str, Any] = super().clean() or {}
        return {name: _plain(value) if isinstance(value, str) else value for name, value in given.items()}

    def described(self, today: date) -> Description:
        given = self.cleaned_data
        written = Written(given["given"], given["surnames"])
        return Description(
            names=(written,) if written != Written() else (),
            birth=given["birth_date"],
            age=given["age"],
            stated_on=(given["stated_on"] or today) if given["age"] is not None else None,
            country=given["country"],
            municipality=given["place"],
            mothers=(given["mother"],) if given["mother"] else (),
            fathers=(given["father"],) if given["father"] else (),
        )


def _plain(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).strip()
