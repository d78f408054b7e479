"""The checklist of a delivery: data in casework/checklist.py, two buttons, one text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.checklist import checks_for
from reencuentro.casework.models import Request

from .base import ActForm
from .fields import text


class CheckForm(ActForm):
    """`accept` or `send_back` is the button that was pressed; the text is the note or the reason."""

    def __init__(self, *args: Any, row: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = checks_for(row)
        for check in self.checks:
            self.fields[f"check_{check.code}"] = forms.BooleanField(
                label=str(check.words), help_text=str(check.hint), required=False
            )
        self.fields["said"] = text(
            _("What you found"),
            help_text=_("Needed when you send it back, or accept it although a point is open."),
            limit=1500,
        )

    @property
    def accepts(self) -> bool:
        return "accept" in self.data

    @property
    def checked(self) -> dict[str, bool]:
        return {check.code: self.cleaned_data[f"check_{check.code}"] for check in self.checks}

    def add_error(self, field: str | None, error: Any) -> None:
        """The action calls the text of a refusal `because`; here it is the same field."""
        super().add_error("said" if field == "because" else field, error)
