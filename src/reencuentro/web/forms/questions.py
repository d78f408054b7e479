"""A question of the wizard that asks for a document: one page, one small form, one line or two on the last page."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from reencuentro.casework.errors import Invalid
from reencuentro.casework.never import refuse_a_number
from reencuentro.engines.partial_date import PartialDate
from reencuentro.web import said
from reencuentro.web.asking import Known


@dataclass(frozen=True)
class Line:
    label: str
    value: str


class Question(forms.Form):
    """`ask` adds the fields, which may depend on everything known so far."""

    slug: ClassVar[str] = ""
    title: Any = ""
    lead: Any = ""
    template: ClassVar[str] = "web/ask/question.html"
    fields_template: ClassVar[str] = "web/ask/fields.html"

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)
        self.ask()

    def ask(self) -> None:
        raise NotImplementedError

    @staticmethod
    def applies(known: Known) -> bool:
        return True

    def quiet(self) -> None:
        """Show what was typed without complaining: the person has not finished this page yet."""
        self.full_clean()
        self._errors = ErrorDict()

    def rows(self) -> list[tuple[str, str]]:
        """What was answered, as (label, words); what was left empty or not ticked is left out."""
        given = [(field, self.cleaned_data.get(field.name)) for field in self.visible_fields()]
        return [
            (str(field.label), in_words(field.field, value))
            for field, value in given
            if value not in (None, "", [], False) or _is_a_choice(field.field, value)
        ]

    def lines(self) -> list[Line]:
        """The answers for the last page. One field needs no label beside its question, and a tick is its label."""
        rows = self.rows()
        if not rows:
            return [Line("", _("Nothing"))]
        if len(self.visible_fields()) == 1:
            return [Line("", words) for _label, words in rows]
        return [Line("", label) if words == _("Yes") else Line(label, words) for label, words in rows]


def _is_a_choice(field: forms.Field, value: Any) -> bool:
    """ "Something else" is an answer, although its value is empty."""
    several = isinstance(field, forms.MultipleChoiceField)
    return isinstance(field, forms.ChoiceField) and not several and value in _flat(field.choices)


def in_words(field: forms.Field, value: Any) -> str:
    """An answer as people say it."""
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(label) for code, label in _flat(field.choices).items() if code in value)
    if isinstance(field, forms.ChoiceField):
        return str(_flat(field.choices).get(value, value))
    if isinstance(value, bool):
        return _("Yes")
    if isinstance(value, PartialDate):
        return said.partial(value)
    return said.day(value) if isinstance(value, date) else str(value)


def _flat(choices: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for code, label in choices:
        flat |= dict(label) if isinstance(label, list | tuple) else {code: label}
    return flat


def no_a_number(text: str) -> None:
    try:
        refuse_a_number("", text)
    except Invalid as refused:
        raise ValidationError(refused.sentence) from None


def for_abroad(field: forms.CharField) -> forms.CharField:
    """Words that a Defender will read: an A-number is refused while it can still be taken out."""
    field.validators.append(no_a_number)
    return field
