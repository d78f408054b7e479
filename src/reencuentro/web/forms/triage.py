"""Forms of the coordination: triage, offer, check of a delivery, costs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.actions.offers import TIME_TO_ANSWER, TIME_TO_ANSWER_CRITICAL
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Request
from reencuentro.casework.states import URGENCIES
from reencuentro.web import said

from .base import ActForm
from .fields import day, one_of, text

HINTS = {
    "critical": _("A life, a health, or a release that depends on it within days."),
    "high": _("A deadline within weeks, or a child who is held for long because of this alone."),
    "normal": _("Everything else."),
}


class ReviewForm(ActForm):
    """Triage: the coordinator, not the sender, says how urgent it is."""

    urgency = one_of(_("How urgent is it?"), said.of_words(URGENCIES), hints=HINTS)
    because = text(_("Why"), help_text=_("In a sentence, so that others can follow."), limit=600)
    ceiling = forms.DecimalField(
        label=_("Costs up to this need no approval"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "w-10", "autocomplete": "off"}),
    )
    needed_by = day(_("Needed by"), required=False)

    def __init__(self, *args: Any, row: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ceiling"].help_text = _("In %(currency)s. Left empty, every cost is asked for.") % {
            "currency": row.currency
        }
        if row.case.medically_urgent:
            self.fields["urgency"].help_text = _(
                "The case is medically urgent: every request in it is critical."
            )
        for name in ("urgency", "needed_by", "ceiling"):
            self.initial.setdefault(name, getattr(row, name))


class OfferForm(ActForm):
    """How long the Defender has to answer, and why this one: kept with the offer, read by coordinators only."""

    hours = forms.TypedChoiceField(label=_("Time to answer"), coerce=int)
    because = text(
        _("Why this Defender"),
        help_text=_("Needed when it is not the first of the list: what do you know that the list does not?"),
        limit=600,
    )

    def __init__(self, *args: Any, row: Request, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wait = TIME_TO_ANSWER_CRITICAL if row.urgency == "critical" else TIME_TO_ANSWER
        choices = (12, 24, 48, 72, 120)
        self.fields["hours"].choices = [  # type: ignore[attr-defined]
            (hours, _("%(hours)s hours") % {"hours": hours}) for hours in choices
        ]
        self.fields["hours"].initial = int(wait.total_seconds() // 3600)
        self.fields["because"].required = not first

    @property
    def answer_by(self) -> Any:
        return now() + timedelta(hours=self.cleaned_data["hours"])


class FeeForm(ActForm):
    """The two buttons carry the decision; a refusal needs its reason (the action says so)."""

    because = text(_("Reason, needed if you do not approve"), limit=600)
