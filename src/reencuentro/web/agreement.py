"""What a Defender agrees to before anything else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from reencuentro.accounts import actions
from reencuentro.accounts.errors import AgreementChanged
from reencuentro.accounts.models import DefenderProfile, Role
from reencuentro.reference import agreement as texts

from . import said
from .doors import door
from .forms.agreement import Agree
from .visit import Visit


@door(Role.DEFENDER)
def agreement(request: Visit) -> HttpResponse:
    text = texts.current()
    profile: DefenderProfile = request.user.defender_profile
    form = Agree(request.POST or None, initial={"version": text.version})
    if request.method == "POST" and form.is_valid():
        try:
            first = not profile.agreed_version
            actions.accept_agreement(request.user, form.cleaned_data["version"], by=request.user)
            return redirect(_next(request, first=first))
        except AgreementChanged:
            messages.warning(
                request, _("The text has changed while you were reading. This is how it stands now.")
            )
            return redirect(request.get_full_path())
    context = {
        "agreement": text,
        "points": [(said.spoken(point.title), said.spoken(point.text)) for point in text.points],
        "form": form,
        "agreed": profile.agreed_version == text.version,
        "profile": profile,
    }
    return render(request, "web/defender/agreement.html", context)


def _next(request: Visit, *, first: bool) -> str:
    """Where they wanted to go, if that is a page of ours. Who is new and wanted nothing special reads what we know of
    them: offers follow it.
    """
    wanted = request.GET.get("next", "")
    if first and wanted in ("", reverse("home"), reverse("my_work")):
        messages.info(request, _("Thank you. This is what we know of you: please correct what is not so."))
        return reverse("availability")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith("/") else reverse("home")
