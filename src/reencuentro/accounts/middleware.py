"""What stands between a request and a page: the door, the second factor, and typed text that must not be lost."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from . import kept, sessions
from .models import User

Next = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

# What somebody without a second factor can reach: enrolling one, proving who they are, and the way out.
ENROLMENT_NAMES = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


def is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in settings.OPEN_NAMES


class ClosedUnlessNamed(LoginRequiredMiddleware):
    """Every page needs a signed-in person, except those named in settings.OPEN_NAMES.

    Decorators cannot open a page: a library's `login_not_required` has no effect here.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        # The open pages first: they must not even ask who is there (the public site touches no session).
        if is_open(request) or request.user.is_authenticated:
            return None
        return self.handle_no_permission(request, view_func)


class KeepTypedText:
    """Before the door closes on a POST whose session has just run out, its text is sealed for its owner.

    Stands after the CSRF check (so no other site can write here) and before ClosedUnlessNamed.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST" or is_open(request) or request.user.is_authenticated:
            return None
        if request.path_info.startswith(settings.EDITORS_PATH):
            return None  # Wagtail's forms could not show it again
        owner = sessions.expired_owner(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""), timezone.now())
        if owner is None or not kept.keep(owner, request.path, request.POST):
            return None
        messages.info(
            request, _("Your session had run out. What you typed is kept: sign in and it is there again.")
        )
        if request.FILES:
            messages.warning(request, _("Files could not be kept. Please choose them again."))
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(request.path).url})
        return redirect_to_login(request.path)


class SecondFactorRequired:
    """Everybody who works here first enrols a second factor.

    settings.SECOND_FACTOR_REQUIRED is False in the demo only.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not settings.SECOND_FACTOR_REQUIRED or is_open(request):
            return None
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or not user.needs_second_factor:
            return None
        if match is None or match.view_name in ENROLMENT_NAMES or has_second_factor(user):
            return None
        return redirect("mfa_index")


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none: they only stand in for a lost factor."""
    return bool(
        get_mfa_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    )
