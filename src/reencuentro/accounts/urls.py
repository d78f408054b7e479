"""The account pages, and of allauth's only what we use: no sign-up, no e-mail machinery, no reset by mail."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path

from .views import entrance, own

own_patterns = [
    path("link/<str:token>/", entrance.open_link, name="open_link"),
    path("link/", entrance.link, name="link"),
    path("account/forgotten/", entrance.forgotten, name="forgotten"),
    path("account/", own.profile, name="profile"),
    path("account/password/", own.change_password, name="change_password"),
    path("account/email/", own.change_email, name="change_email"),
    path("account/sessions/", own.my_sessions, name="sessions"),
    path("account/sessions/others/end/", own.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<slug:handle>/end/", own.end_session, name="end_session"),
]

# allauth looks its pages up by these names.
factor_patterns = [
    path("", factor.index, name="mfa_index"),
    path("ask/", factor.authenticate, name="mfa_authenticate"),
    path("again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("app/add/", app.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/renew/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("passkeys/again/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", passkey.login_webauthn, name="mfa_login_webauthn"),
]

urlpatterns = [
    *own_patterns,
    path("account/sign-in/", account.login, name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor/", include(factor_patterns)),
]
