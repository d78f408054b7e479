"""Forms of the account pages. The first half replaces allauth's (settings.ACCOUNT_FORMS, MFA_FORMS)."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from reencuentro.audit import log

from . import emails, second_factor
from .adapter import too_many
from .models import User


def _password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, help_text=help_text)


def _email_field(label: Any, **options: Any) -> forms.EmailField:
    attributes = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"}
    return forms.EmailField(label=label, max_length=254, widget=forms.EmailInput(attrs=attributes), **options)


class SignIn(LoginForm):
    """E-mail and password. The e-mail goes no further than its keyed index."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email_field(_("E-mail"))
        self.fields["password"] = _password_field(_("Password"), "current-password")

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": emails.index(self.cleaned_data["login"]),
            "password": self.cleaned_data["password"],
        }


class Again(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password_field(_("Password"), "current-password")


def _code_field(label: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class OnceOnly:
    """A code of an authenticator app works once, and guessing ends with 429 and an entry in the ledger."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Six-digit code, or one of your recovery codes")
        self.fields["code"] = _code_field(label)  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as refused:
            self._record()
            if refused.code == "too_many_login_attempts":
                raise too_many(context.request) from refused
            raise
        if not second_factor.spend(self.user, self.authenticator, code):
            self._record()
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _record(self) -> None:
        with transaction.atomic():
            log.record("second_factor_refused", by="somebody", about=self.user)


class SecondFactor(OnceOnly, mfa_forms.AuthenticateForm):
    pass


class SecondFactorAgain(OnceOnly, mfa_forms.ReauthenticateForm):
    pass


class EnrolApp(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Six-digit code"))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        second_factor.spend_first(self.user, self.secret, code)
        return code


class EnrolPasskey(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.ChoiceField(
            label=_("Where is this passkey?"),
            choices=list(second_factor.PASSKEY_NAMES.items()),
            initial="phone",
        )
        self.initial["name"] = "phone"
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Sign in with it alone, without e-mail and password"), required=False
        )


def _password_rules() -> str:
    return " ".join(password_validators_help_texts())


password_rules = lazy(_password_rules, str)


class NewPassword(forms.Form):
    password = _password_field(_("New password"), "new-password", password_rules())
    again = _password_field(_("The same password again"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            self._check(password, cleaned)
        return cleaned

    def _check(self, password: str, cleaned: dict[str, Any]) -> None:
        try:
            validate_password(password, self.user)
        except ValidationError as weak:
            self.add_error("password", weak)


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


def _phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("Only for the people who work with you on a case."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages and e-mails come in this language."),
    )


class Join(NewPassword):
    """Accepting an invitation."""

    full_name = _name_field()
    language = _language_field()
    phone = _phone_field()
    field_order = ("full_name", "language", "phone", "password", "again")

    def _check(self, password: str, cleaned: dict[str, Any]) -> None:
        self.user.full_name = cleaned.get("full_name", "")  # unsaved: the password must not contain the name
        super()._check(password, cleaned)


class Profile(forms.Form):
    full_name = _name_field()
    language = _language_field()
    phone = _phone_field()
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if zone.startswith("America/"))
        default = [("", _("The initiative's (%(zone)s)") % {"zone": settings.TIME_ZONE})]
        self.fields["time_zone"].choices = default + [(zone, zone) for zone in zones]  # type: ignore[attr-defined]


class EmailAddress(forms.Form):
    email = _email_field(_("E-mail"))
