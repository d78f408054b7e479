"""Asking again before dangerous acts."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def recently_authenticated(view: View) -> View:
    """The view runs only if password, code or passkey was given in the last five minutes
    (settings.ACCOUNT_REAUTHENTICATION_TIMEOUT); otherwise the person is asked and then brought back, a POST included.
    """
    guarded: View = reauthentication_required(view)
    return guarded


def did_just_choose_password(request: HttpRequest) -> None:
    """After an accepted invitation, enrolling the second factor need not ask for the password chosen a moment ago."""
    from allauth.account.internal.flows.reauthentication import reauthenticate_by_password

    reauthenticate_by_password(request)
