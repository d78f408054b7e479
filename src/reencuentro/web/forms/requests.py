"""Forms of what an advocate does with a request that was sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import ActForm, EditForm
from .fields import text


class ReasonForm(ActForm):
    """One sentence of why. `asked` is how the field asks for it."""

    because = text(_("Reason"), required=True)

    def __init__(self, *args: object, asked: object = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if asked:
            self.fields["because"].label = asked  # type: ignore[assignment]


class AnswerForm(EditForm):
    answer = text(_("Your answer"), required=True, rows=5)


class MessageForm(ActForm):
    body = forms.CharField(
        label=_("Write to the Defender"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("No A-number, no facility, no address in the United States."),
    )
