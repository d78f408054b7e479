"""The tick under the agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import ActForm


class Agree(ActForm):
    version = forms.CharField(widget=forms.HiddenInput, max_length=20)
    read = forms.BooleanField(
        label=_("I have read this and I agree."),
        error_messages={"required": _("Tick this box if you agree.")},
    )
