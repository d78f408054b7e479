"""The open page on which a lawyer or an organisation asks to join the network."""

from datetime import timedelta

from allauth.core.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from reencuentro.accounts import emails
from reencuentro.casework.clockwork import today
from reencuentro.network.actions import applications
from reencuentro.reference import countries, matching_policy

from . import said
from .forms.join import Application


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """What the network is and what is asked; the country decides which places and languages the form offers."""
    places = [(said.label(country), country.code.lower()) for country in countries.all()]
    return render(request, "web/join/start.html", {"countries": places, "days": _answer_days()})


def _answer_days() -> int:
    return matching_policy.joining().answer_days


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_country(request: HttpRequest, country: str) -> HttpResponse:
    """The form. What happens next is the same for everybody: known or not, a person or a program."""
    code = country.upper()
    if code not in countries.ORIGIN:
        raise Http404
    form = Application(request.POST or None, country=code)
    if request.method == "POST" and form.is_bound and form.is_filled_by_a_program:
        return redirect("join_thanks")
    status = 200
    if request.method == "POST" and form.is_valid():
        if consume(request, action="apply_to_join", key=emails.index(form.cleaned_data["email"])):
            applications.apply(
                country=code, language=said.language(), answers=form.answers(), **form.person()
            )
            return redirect("join_thanks")
        form.add_error(
            None, _("Too many applications came from here. Wait an hour; what you wrote is still below.")
        )
        status = 429
    days = matching_policy.joining().keep_days
    context = {"form": form, "country": said.country(code), "days": days}
    return render(request, "web/join/form.html", context, status=status)


@require_safe
def join_thanks(request: HttpRequest) -> HttpResponse:
    by = said.day(today() + timedelta(days=_answer_days()))
    return render(request, "web/join/thanks.html", {"by": by, "days": matching_policy.joining().keep_days})
