"""Who must not be asked for a case. What is typed here is read by nobody but the writer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User

from . import fields
from .base import ActForm

ONE, ALL = "one", "all"


class MustNotWorkFor(ActForm):
    """A Defender, about a case that they were told of."""

    code = fields.line(
        _("Code of the case"),
        required=True,
        help_text=_("As you were told it, for example R-7K3F2M."),
        limit=12,
    )
    reason = fields.text(
        _("Why, if you like"), help_text=_("Only you can read it later. Leave out names."), limit=500
    )


class DoNotAsk(ActForm):
    """Coordinators choose from all Defenders of the countries concerned. Advocates know none by name: `defenders` is
    None, and they type an e-mail.
    """

    whole = fields.one_of(
        _("Whom does it concern?"),
        [(ONE, _("This person only")), (ALL, _("Everybody of their organisation"))],
    )
    because = fields.text(_("Why?"), help_text=_("Nobody but you can read it later."), limit=600)

    def __init__(self, *args: Any, defenders: Sequence[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("whole", ONE)
        if defenders is None:
            self.fields["who"] = forms.EmailField(
                label=_("E-mail of the person who must not be asked"),
                help_text=_("If this person belongs to the network today, they are not asked for this case."),
                widget=forms.EmailInput({"autocomplete": "off"}),
            )
        else:
            choices = [(str(person.pk), person.full_name) for person in defenders]
            self.fields["who"] = fields.listed(_("Who must not be asked?"), choices)
            self.fields[
                "because"
            ].required = True  # an advocate who takes it back, by the same form, needs none
        self.order_fields(["who", "whole", "because"])
