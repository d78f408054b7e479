"""Fields that several forms share: whole dates, partial dates, closed lists with a look."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate
from reencuentro.ui.widgets import CheckCards, CountedText, RadioCards, ThreePartDate
from reencuentro.web.said import Choices

TYPED = re.compile(r"^([^-~]*)(?:-([^-~]*))?(?:-([^~]*))?(~?)$")

SENTENCES = {
    ("year", "missing"): _("Write the year. If you do not know it, write a near one and tick “approximate”."),
    ("year", "not_a_number"): _("Write the year in digits, for example 2014."),
    ("year", "four_digits"): _("Write the year with four digits, for example 2014."),
    ("year", "out_of_range"): _("This year cannot be right. Write it with four digits, for example 2014."),
    ("month", "missing"): _("Write the month, or leave the day empty too."),
    ("month", "not_a_number"): _("Write the month as a number from 1 to 12."),
    ("month", "out_of_range"): _("Write the month as a number from 1 to 12."),
    ("day", "not_a_number"): _("Write the day as a number from 1 to 31."),
    ("day", "out_of_range"): _("Write the day as a number from 1 to 31."),
    ("day", "no_such_day"): _("This month does not have that day."),
}
NOT_A_DATE = _("This date cannot be read. Write day, month and year as numbers.")


class PartialDateField(forms.Field):
    """Day and month may be empty; cleans to PartialDate or None. One clear sentence for the part that is wrong."""

    widget = ThreePartDate(approximate=True)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> PartialDate | None:
        if not value:
            return None
        match = TYPED.match(str(value))
        if not match:
            raise ValidationError(NOT_A_DATE)
        year, month, day, tilde = match.groups()
        try:
            return PartialDate.from_parts(
                (day or "").strip(), (month or "").replace("?", ""), year, approximate=bool(tilde)
            )
        except InvalidPartialDate as wrong:
            raise ValidationError(SENTENCES.get((wrong.part, wrong.code), NOT_A_DATE)) from None


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A whole date in three small inputs."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=ThreePartDate(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": NOT_A_DATE, "required": _("Write day, month and year.")},
    )


def line(label: Any, *, required: bool = False, help_text: Any = "", limit: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=limit,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def text(
    label: Any, *, required: bool = False, help_text: Any = "", limit: int = 2000, rows: int = 3
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=limit,
        widget=CountedText({"rows": rows, "maxlength": limit}),
    )


def one_of(
    label: Any, choices: Choices, *, required: bool = True, help_text: Any = "", hints: Any = None
) -> forms.ChoiceField:
    """Few choices, each on a card with its explanation."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, help_text=help_text, widget=RadioCards(hints=hints)
    )


def some_of(
    label: Any, choices: Choices, *, required: bool = False, help_text: Any = "", hints: Any = None
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, help_text=help_text, widget=CheckCards(hints=hints)
    )


def listed(label: Any, choices: Choices, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """Many choices in a drop-down, with an empty first line."""
    return forms.ChoiceField(
        label=label, choices=[("", "—"), *choices], required=required, help_text=help_text
    )
