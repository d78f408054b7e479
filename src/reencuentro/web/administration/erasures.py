"""Cases whose erasure counsel asked for. The Administrator sees the code, destroys the key, and reads nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.accounts.reauth import recently_authenticated
from reencuentro.casework.actions import erasure
from reencuentro.casework.queries import erasures as queries
from reencuentro.web.answers import Refusal
from reencuentro.web.doors import door
from reencuentro.web.forms.administration import Erase
from reencuentro.web.forms.base import fill

from .acts import decide, me


@door(Role.ADMINISTRATOR, methods=("GET",))
def erasures(request: HttpRequest) -> HttpResponse:
    context = {"asked": queries.asked(by=me(request)), "erased": queries.erased(by=me(request))}
    return render(request, "web/administration/erasures.html", context)


@door(Role.ADMINISTRATOR)
@recently_authenticated
def erase_case(request: HttpRequest, code: str) -> HttpResponse:
    case = queries.case_to_erase(code, by=me(request))
    if case is None:
        raise Http404
    form = fill(Erase, request, code=code)
    if request.method == "POST" and form.is_valid():
        try:
            decide(request, lambda: erasure.erase(case, by=me(request)), form)
        except Refusal:
            pass
        else:
            done = _("Case %(code)s is erased. Nobody can read it any more, in no backup either.")
            messages.success(request, done % {"code": code})
            return redirect("erasures")
    return render(request, "web/administration/erase.html", {"code": code, "form": form})
