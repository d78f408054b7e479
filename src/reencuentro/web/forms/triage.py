"""Forms of the coordination: triage, offer, check of a delivery, costs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.actions.offers import TIME_TO_ANSWER, TIME_TO_ANSWER_CRITICAL
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Request
from reencuentro.casework.states import URGENCIES
from reencuentro.reference import services, vocabularies
from reencuentro.ui.fields import AmountField, MoneyField
from reencuentro.web import said

from .base import ActForm
from .fields import day, one_of, some_of, text

HINTS = {
    "critical": _("A life, a health, or a release that depends on it within days."),
    "high": _("A deadline within weeks, or a child who is held for long because of this alone."),
    "normal": _("Everything else."),
}


# What is known to be sensitive about a service, as what a Defender may not take.
DANGERS = {"danger_police_paper": "police_paper", "hide_defender": "politically_exposed"}


class ReviewForm(ActForm):
    """Triage: the coordinator, not the sender, says how urgent it is."""

    urgency = one_of(_("How urgent is it?"), said.of_words(URGENCIES), hints=HINTS)
    because = text(_("Why"), help_text=_("In a sentence, so that others can follow."), limit=600)
    ceiling = AmountField(
        label=_("Costs up to this need no approval"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "w-10", "autocomplete": "off"}),
    )
    needed_by = day(_("Needed by"), required=False)
    safety = some_of(
        _("What could be dangerous about it?"),
        said.of_terms(vocabularies.terms("safety_categories")),
        hints=said.hints(vocabularies.terms("safety_categories")),
        help_text=_("Whoever does not take such work is not asked. The Defender reads it on the offer."),
    )

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
        self.initial.setdefault("safety", row.safety or known_dangers(row))


def known_dangers(row: Request) -> list[str]:
    """What the catalogue of services says of such a request in this country."""
    flags = services.get(row.service).warnings(row.country)
    return [DANGERS[flag] for flag in flags if flag in DANGERS]


class OfferForm(ActForm):
    """How long the Defender has to answer, what it takes and pays, and why this one: the reason is kept with the
    offer and read by coordinators only. `following`: names of those who come next in the list.
    """

    hours = forms.TypedChoiceField(label=_("Time to answer"), coerce=int)
    estimated_hours = AmountField(
        label=_("Hours of work, with the travel"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text=_(
            "Filled in: the travel there and back, as the Defender gave it. Add what the errand takes."
        ),
        widget=forms.TextInput({"inputmode": "decimal", "class": "w-4", "autocomplete": "off"}),
    )
    because = text(
        _("Why this Defender"),
        help_text=_("Needed when it is not the first of the list: what do you know that the list does not?"),
        limit=600,
    )
    go_on = forms.BooleanField(
        label=_("If the answer is no, or none comes, ask the next of the list"), required=False
    )

    def __init__(
        self, *args: Any, row: Request, first: bool, following: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        wait = TIME_TO_ANSWER_CRITICAL if row.urgency == "critical" else TIME_TO_ANSWER
        choices = (12, 24, 48, 72, 120)
        self.fields["hours"].choices = [  # type: ignore[attr-defined]
            (hours, _("%(hours)s hours") % {"hours": hours}) for hours in choices
        ]
        self.fields["hours"].initial = int(wait.total_seconds() // 3600)
        self.fields["because"].required = not first
        own_price = self.initial.get("fee") or ("", row.currency)
        codes = dict.fromkeys([own_price[1], row.currency, "USD"])
        self.fields["fee"] = MoneyField(
            label=_("Fee of the Defender"),
            required=False,
            currencies=[(code, code) for code in codes],
            help_text=_(
                "Filled in: their own price, if they gave one. Left empty, the offer says nothing of a fee."
            ),
        )
        self.order_fields(["hours", "estimated_hours", "fee", "because", "go_on"])
        self._name(following)

    def _name(self, following: Sequence[str]) -> None:
        if following:
            self.fields["go_on"].help_text = _("In this order: %(names)s. You can stop it at any time.") % {
                "names": ", ".join(following)
            }
        else:
            del self.fields["go_on"]

    @property
    def answer_by(self) -> Any:
        return now() + timedelta(hours=self.cleaned_data["hours"])


class FeeForm(ActForm):
    """The two buttons carry the decision; a refusal needs its reason (the action says so)."""

    because = text(_("Reason, needed if you do not approve"), limit=600)
