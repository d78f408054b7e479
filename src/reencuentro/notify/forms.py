from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Preference
from .states import Wish


class Preferences(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ("urgent", "other", "digest_hour")
        help_texts = {
            "urgent": _(
                "Somebody waits for your answer. Offers, and what concerns your account, always come at once."
            ),
            "digest_hour": _("In your time zone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = [(hour, f"{hour}:00") for hour in range(24)]
        self.fields["digest_hour"] = forms.TypedChoiceField(
            label=_("Hour of the daily summary"), choices=hours, coerce=int, help_text=_("In your time zone.")
        )
        for name in ("urgent", "other"):
            self.fields[name].choices = Wish.choices  # type: ignore[attr-defined]
