"""Pages of one's own account."""

from typing import cast

from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reencuentro.accounts import actions, kept, queries, sessions
from reencuentro.accounts.adapter import remember_language
from reencuentro.accounts.forms import EmailAddress, NewPassword, Profile
from reencuentro.accounts.models import User
from reencuentro.accounts.reauth import recently_authenticated

PROFILE_FIELDS = ("full_name", "language", "phone", "time_zone")


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)  # ClosedUnlessNamed lets nobody else come here


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    typed = kept.restore(request)
    initial = typed.dict() if typed else {name: getattr(me, name) for name in PROFILE_FIELDS}
    form = Profile(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form, "me": me})
    actions.change_profile(me, by=me, **form.cleaned_data)
    messages.success(request, _("Your profile is saved."))
    response = redirect("profile")
    remember_language(response, me.language)
    return response


@require_safe
def my_sessions(request: HttpRequest) -> HttpResponse:
    me, key = _me(request), request.session.session_key or ""
    return render(
        request,
        "accounts/sessions.html",
        {"sessions": queries.sessions_of(me), "here": sessions.key_hash(key)},
    )


@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    me = _me(request)
    session = next((row for row in queries.sessions_of(me) if row.handle == handle), None)
    if session is None:
        raise Http404
    actions.end_session(session, by=me)
    messages.success(request, _("That session is ended."))
    return redirect("sessions")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    actions.end_other_sessions(by=_me(request), keep=request.session.session_key)
    messages.success(request, _("All other sessions are ended."))
    return redirect("sessions")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def change_password(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    if not consume(request, action="change_password", user=me):
        return respond_429(request)
    form = NewPassword(request.POST or None, user=me)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/change_password.html", {"form": form})
    actions.change_password(
        me, by=me, password=form.cleaned_data["password"], keep=request.session.session_key
    )
    update_session_auth_hash(request, me)
    messages.success(request, _("Your password is changed. All other sessions are ended."))
    return redirect("profile")


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def change_email(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    form = EmailAddress(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/change_email.html", {"form": form})
    actions.ask_email_change(me, by=me, new_email=form.cleaned_data["email"])
    messages.info(request, _("We sent a link to the new address. The change takes effect when you open it."))
    return redirect("profile")
