"""Refusals of the editing pages, and the page for an address of the public site that leads nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reencuentro.ui import errors as ui


class Refused(Exception):
    """An act of an Editor that is not allowed now. `message` is one sentence for them."""

    message: Promise


class NeedsSecondEditor(Refused):
    message = _(
        "A page is published by a second Editor, who has read it. Submit it to them in the menu beside “Save draft”; "
        "your colleagues are told."
    )


class CopyIsDraft(Refused):
    message = _("A copy begins as a draft: it is published after a second Editor has read it.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """On the public site in its frame and language, with ways on; everywhere else as before."""
    language = translation.get_language_from_path(request.path_info)
    if language is None:
        return ui.not_found(request, exception)
    from .queries import frame  # models are loaded by the time that a page is missing

    with translation.override(language):
        context = frame.bare(request, language) | {"status": 404}
        return render(request, "site/404.html", context, status=404)
