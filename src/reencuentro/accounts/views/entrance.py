"""Pages for people who are not signed in yet: links, joining, choosing a password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from reencuentro.accounts import actions, emails, links
from reencuentro.accounts.adapter import remember_language
from reencuentro.accounts.errors import LinkUnusable, NotAllowed
from reencuentro.accounts.forms import EmailAddress, Join, NewPassword
from reencuentro.accounts.models import Link, User
from reencuentro.accounts.models.link import Purpose
from reencuentro.accounts.reauth import did_just_choose_password

HELD_LINK = "link"


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Moves the link into the session and out of the address bar. Uses nothing up: mail scanners look at links."""
    try:
        held = links.find(token)
    except LinkUnusable:
        return _unusable(request)
    request.session[HELD_LINK] = str(held.pk)
    return redirect("link")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """What the link in this session is for: joining, a new password, or a new e-mail address."""
    try:
        held = links.get(request.session.get(HELD_LINK, ""))
        return PAGES[Purpose(held.purpose)](request, held)
    except (LinkUnusable, NotAllowed):
        request.session.pop(HELD_LINK, None)
        return _unusable(request)


def _unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_unusable.html", status=410)


def _join(request: HttpRequest, held: Link) -> HttpResponse:
    initial = {"full_name": held.user.full_name, "language": held.user.language}
    form = Join(request.POST or None, user=held.user, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/join.html", {"form": form, "membership": held.user.membership})
    fields = {name: form.cleaned_data[name] for name in ("full_name", "language", "phone", "password")}
    user = actions.accept_invitation(held, **fields)
    return _sign_in(request, user)


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """The link proved the mailbox and the password was just chosen; the second factor is enrolled next."""
    logout(request)  # whoever used this browser before, and the held link with them
    record_authentication(request, user, "invitation")
    get_adapter(request).login(request, user)
    did_just_choose_password(request)
    response = redirect("mfa_index" if user.needs_second_factor else "/")
    remember_language(response, user.language)
    return response


def _renew(request: HttpRequest, held: Link) -> HttpResponse:
    form = NewPassword(request.POST or None, user=held.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/renew_password.html", {"form": form})
    actions.renew_password(held, password=form.cleaned_data["password"])
    logout(request)
    messages.success(request, _("Your new password is set. Sign in with it."))
    return redirect("account_login")


def _confirm_email(request: HttpRequest, held: Link) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect_to_login(request.path)
    if held.user != request.user:
        raise NotAllowed("change_email")
    if request.method != "POST":
        return render(request, "accounts/confirm_email.html", {"new_email": held.new_email})
    actions.confirm_email_change(held, by=request.user)
    request.session.pop(HELD_LINK, None)
    messages.success(request, _("Your e-mail address is changed."))
    return redirect("profile")


PAGES: dict[Purpose, Any] = {
    Purpose.INVITATION: _join,
    Purpose.PASSWORD_RENEWAL: _renew,
    Purpose.EMAIL_CHANGE: _confirm_email,
}


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for a link to choose a new password. The answer is the same whether the address is known or not."""
    form = EmailAddress(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/forgotten.html", {"form": form})
    email = form.cleaned_data["email"]
    if not consume(request, action="reset_password", key=emails.index(email)):
        return respond_429(request)
    actions.ask_password_renewal(email)
    return render(request, "accounts/forgotten_sent.html")
