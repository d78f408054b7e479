"""Where allauth's sign-in meets our rules: ledger entries, device label, language, 429 instead of an error text."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from reencuentro.audit import log

from . import devices, sessions
from .models import User

# allauth's template prefix -> what happened, as the ledger says it.
SECOND_FACTOR_CHANGES = {
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_renewed",
}


class AccountAdapter(DefaultAccountAdapter):
    """One refusal for every wrong pair of e-mail and password, whether the address is known or not."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("E-mail and password do not belong together."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not valid. Wait for the next one and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait a little and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            raise too_many(request) from refused

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Known or unknown, one entry; the address itself never stands in it."""
        user = User.objects.filter(username=credentials.get("username", "")).first()
        verb = "password_refused" if request.user.is_authenticated else "sign_in_failed"
        with transaction.atomic():
            log.record(verb, by="somebody", about=user or "unknown")

    def login(self, request: HttpRequest, user: Any) -> None:
        records = get_authentication_records(request, user)
        factors = "+".join(sorted({str(record.get("type", record["method"])) for record in records}))
        with transaction.atomic():
            super().login(request, user)
            request.session[sessions.DEVICE] = devices.label(request.headers.get("user-agent", ""))
            log.record("signed_in", by=user, about=user, factors=factors or "none")

    def logout(self, request: HttpRequest) -> None:
        with transaction.atomic():
            log.record("signed_out", by=request.user, about=request.user)  # type: ignore[arg-type]
            super().logout(request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("account_login")

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth wants to tell about a change of second factors: it goes to the ledger, and `tell` may add to it."""
        change = SECOND_FACTOR_CHANGES.get(template_prefix)
        if change is None:
            return
        with transaction.atomic():
            log.record("second_factor_changed", by=user, about=user, change=change)
            self.tell(user)

    def tell(self, user: User) -> None:
        """Nobody is told at this rung of the ladder; notify/adapter.py queues a notice."""


def too_many(request: HttpRequest) -> ImmediateHttpResponse:
    """The 429 page, for code deep inside a form. The caller raises it."""
    clear_login(request)
    return ImmediateHttpResponse(respond_429(request))


def remember_language(response: HttpResponse, language: str) -> None:
    """The browser speaks the person's language from here on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
