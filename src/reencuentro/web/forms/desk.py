"""Forms of the desk and of the weights."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.network.weights import WEIGHTS, Weight
from reencuentro.web.network.weight_words import label, meaning, number

from .base import ActForm
from .fields import listed, one_of, text


class WishForm(ActForm):
    """Every Defender of the country stands in the list, always, so that the list tells nothing."""

    kind = one_of(
        _("What do you wish?"),
        [("pin", _("Ask this Defender")), ("ban", _("Do not ask this Defender"))],
    )
    defender = listed(_("Which Defender?"), [])
    because = text(_("Why"), help_text=_("Only those who work on the case read it."), limit=600)

    def __init__(self, *args: Any, people: dict[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(pk, person.full_name) for pk, person in people.items()]
        self.fields["defender"].choices = [("", "—"), *names]  # type: ignore[attr-defined]


class WeightsForm(ActForm):
    """All weights that can be changed, one number each. What is wrong stands at the number."""

    def __init__(self, *args: Any, current: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weight in WEIGHTS:
            self.fields[weight.code] = _number(weight)
            self.initial[weight.code] = number(current[weight.code])

    @property
    def weights(self) -> dict[str, float]:
        return {weight.code: self.cleaned_data[weight.code] for weight in WEIGHTS}


def _number(weight: Weight) -> forms.FloatField:
    bounds = _("Between %(low)s and %(high)s.") % {"low": number(weight.low), "high": number(weight.high)}
    return forms.FloatField(
        label=label(weight),
        min_value=weight.low,
        max_value=weight.high,
        help_text=format_lazy("{} {}", meaning(weight), bounds),
        error_messages={
            "invalid": _("Write a number."),
            "required": _("Write a number."),
            "min_value": bounds,
            "max_value": bounds,
        },
        widget=forms.TextInput({"inputmode": "decimal", "class": "w-10", "autocomplete": "off"}),
    )


class AdoptForm(ActForm):
    because = text(
        _("Why these weights?"),
        required=True,
        help_text=_("It stays in the history."),
        limit=600,
    )
