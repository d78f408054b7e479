"""The door of the editing pages: Editors only, only the parts that we use, refusals in words."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from . import rules
from .errors import CopyIsDraft, Refused

Next = Callable[[HttpRequest], HttpResponseBase]
# The parts of Wagtail that Editors use, by the first word of the address. All others do not exist: users, groups,
# sites, languages, workflows, collections and passwords are not theirs to change, or are ours elsewhere.
PARTS = frozenset(
    {
        "pages",
        "choose-page",
        "choose-external-link",
        "choose-email-link",
        "choose-phone-link",
        "choose-anchor-link",
    }
    | {"images", "documents", "redirects", "settings", "translation", "reports", "bulk", "api"}
    | {"tag-autocomplete", "dismissibles", "editing-sessions", "block-preview", "sprite", "jsi18n"}
    | {"login", "logout", "account"}
)
READ_ONLY = frozenset({"api"})
BULK = frozenset({"wagtailcore", "public_site"})


class EditorsDoor:
    """Stands behind the second factor. For everybody else an editing page is an address that leads nowhere."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not request.path_info.startswith(settings.EDITORS_PATH):
            return None
        if not rules.is_editor(request.user) or not is_part(request):
            raise Http404
        if request.method != "POST" or request.path_info.endswith("/preview/"):
            return None
        return _act(request, view, args, kwargs)


def is_part(request: HttpRequest) -> bool:
    parts = request.path_info.removeprefix(settings.EDITORS_PATH).split("/")
    if parts[0] == "bulk" and parts[1:2] and parts[1] not in BULK:
        return False
    return parts[0] in PARTS | {""} and not (parts[0] in READ_ONLY and request.method == "POST")


def _act(
    request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
) -> HttpResponseBase:
    """All that a press of a button changes, and its ledger entry, happen together or not at all."""
    try:
        _refuse_published_copy(request)
        with transaction.atomic():
            return view(request, *args, **kwargs)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(_back(request))


def _refuse_published_copy(request: HttpRequest) -> None:
    """Wagtail would copy what is live as live, past `PublicPage.publish`."""
    if request.path_info.endswith("/copy/") and ("publish_copies" in request.POST or "alias" in request.POST):
        raise CopyIsDraft


def _back(request: HttpRequest) -> str:
    """The page with the button that was pressed."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return came_from
    return settings.EDITORS_PATH
