"""Forms of a Defender's work: one act each, short enough for a thumb."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.states import DECLINE_REASONS, RESULTS, STEPS
from reencuentro.reference import countries
from reencuentro.ui.fields import MoneyField
from reencuentro.ui.widgets import CameraUpload
from reencuentro.web import said

from . import fields
from .base import ActForm


class Promise(ActForm):
    promised_on = fields.day(
        _("By which day can you have it?"),
        help_text=_("You can change it later. A late day is better than none."),
    )


class AddStep(ActForm):
    kind = fields.one_of(_("What did you do?"), said.of_words(STEPS))
    said = fields.text(
        _("In your words"),
        help_text=_(
            "The advocate and the coordination read it. Leave out names of people who are not in the case."
        ),
        limit=1000,
    )


class AddFee(ActForm):
    """`currency` is the one of the country where the work is done; the dollar is always possible."""

    what = fields.line(
        _("What was it for?"), required=True, help_text=_("For example: fee of the registry, bus")
    )
    receipt = forms.FileField(
        label=_("Photograph of the receipt"),
        required=False,
        widget=CameraUpload(limit=settings.UPLOAD_LIMIT),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([countries.get(country).currency, "USD"])
        self.fields["amount"] = MoneyField(label=_("How much?"), currencies=[(code, code) for code in codes])
        self.order_fields(["amount", "what", "receipt"])


class Write(ActForm):
    body = fields.text(_("Message"), required=True, limit=4000)


class Deliver(ActForm):
    """The pages are sent by themselves (web.delivering); this is what is said with them."""

    result = fields.one_of(_("How did it go?"), said.of_words(RESULTS))
    said = fields.text(
        _("What should the coordination know?"),
        help_text=_("For example: where it was, what is missing, what was different."),
        limit=4000,
    )
    courier = fields.line(
        _("If an original travels: with whom, and its number"),
        help_text=_("Leave it empty if nothing travels."),
    )


class HandBack(ActForm):
    """The reason is the Defender's own; what was done so far is for whoever comes next."""

    reason = fields.one_of(
        _("Why can you not go on?"),
        said.of_words(DECLINE_REASONS),
        help_text=_("Nobody but you reads the reason."),
    )
    because = fields.text(
        _("What was done so far?"),
        required=True,
        help_text=_("The coordination reads it, so that nobody starts again. Leave the reason out of it."),
        limit=2000,
    )
