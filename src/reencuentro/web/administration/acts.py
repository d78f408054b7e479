"""How these pages run an act: the refusals of accounts become sentences, or the same 404 as everywhere."""

from collections.abc import Callable
from typing import TypeVar, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts import errors, rules
from reencuentro.accounts.models import User
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.web.answers import attempt

Done = TypeVar("Done")

# refusal -> (field of the form, sentence)
SENTENCES = {
    errors.LastAdministrator: ("", _("This is the last Administrator. First make somebody else one.")),
    errors.RoleDoesNotFit: ("place", _("An organisation of this kind has no such role.")),
    errors.CountryDoesNotFit: ("country", _("A Defender organisation works in one of the five countries of origin.")),
    errors.AlreadyKnown: ("email", _("Somebody with this e-mail is a member or invited already.")),
    errors.StillHolds: ("successor", _("This person still holds work. Choose who takes it over.")),
}  # fmt: skip


def me(request: HttpRequest) -> User:
    return cast(User, request.user)  # the door lets nobody else in


def decide(request: HttpRequest, act: Callable[[], Done], form: forms.Form | None = None) -> Done:
    """As `attempt`. An act that is refused to this person stands in the ledger. Raises Refusal, Http404."""

    def run() -> Done:
        try:
            return act()
        except errors.NotAllowed as refused:
            rules.record_refusal(me(request), refused)
            raise NotAllowed(refused.act) from refused
        except errors.Refused as refused:
            raise Invalid(*SENTENCES[type(refused)]) from refused

    return attempt(request, run, form)
