"""What all forms of acts share: sent once, filled from a version, and kept when a session runs out."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest

from reencuentro.accounts import kept


class ActForm(forms.Form):
    """A form whose `client_id` makes a double click one act."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid4


class EditForm(ActForm):
    """A form that edits a row: `version` says which version it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def fill(form_class: type[forms.Form], request: HttpRequest, **kwargs: Any) -> Any:
    """The form as this request needs it: bound to what was sent, or to what a lost session kept, or fresh."""
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **kwargs)
    typed = kept.restore(request)
    if typed is None:
        return form_class(**kwargs)
    form = form_class(typed, **kwargs)
    form.is_valid()
    return form
