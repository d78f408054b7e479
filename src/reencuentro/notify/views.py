from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reencuentro.accounts.models import User

from . import actions, queries
from .forms import Preferences
from .models import preference_of

PER_PAGE = 30


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    me, language = cast(User, request.user), get_language() or "en"
    page = Paginator(queries.mine(me), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(notice, notice.what.subject.label(language), notice.sentence(language)) for notice in page]
    return render(request, "notify/notices.html", {"rows": rows, "page": page})


@require_POST
def open_notice(request: HttpRequest, pk: str) -> HttpResponse:
    """Marks it read and goes where it leads."""
    me = cast(User, request.user)
    notice = get_object_or_404(queries.mine(me), pk=pk)
    actions.mark_read(by=me, notice=notice)
    return redirect(notice.path)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_read(by=cast(User, request.user))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    me = cast(User, request.user)
    form = Preferences(request.POST or None, instance=preference_of(me))
    if request.method != "POST" or not form.is_valid():
        return render(request, "notify/preferences.html", {"form": form})
    actions.choose(by=me, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("notices")
