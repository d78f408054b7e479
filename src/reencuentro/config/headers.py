"""What every request must respect and every response carries. All figures stand in settings.py."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from reencuentro.ui.errors import too_large, too_many

from . import limits, visiting

PART = 1024 * 1024
Next = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Stands outside all that reads a request: refuses odd methods and bodies that are too large, and sets the
    headers of every response, refusals and errors included.

    It also gives each request the reference that the error page shows and the log names.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.error_reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        if visiting.is_public(request):
            visiting.forget_who(request)
        response = refusal(request) or self.get_response(request)
        for name, value in _headers(request, response).items():
            response.headers[name] = value
        if visiting.is_public(request):
            return visiting.as_public(request, response)
        if request.path_info.startswith(settings.EDITORS_PATH):
            _allow_editing(response)
        return response


def _headers(request: HttpRequest, response: HttpResponseBase) -> dict[str, str]:
    """Those of the place: a style sheet, a public page that was found, an editing page, or any other page."""
    path = request.path_info
    if path.startswith(settings.STATIC_URL):
        return dict(settings.STATIC_HEADERS)
    if path.startswith(settings.EDITORS_PATH):
        return dict(settings.EDITORS_HEADERS)
    if visiting.is_public(request) and visiting.may_be_kept(request, response):
        return dict(settings.PUBLIC_HEADERS)
    return dict(settings.PAGE_HEADERS)


def _allow_editing(response: HttpResponseBase) -> None:
    """A preview comes with the policy of a public page, which would forbid the frame that it stands in."""
    del response.headers["Content-Security-Policy"]
    response._csp_replace = settings.EDITORS_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]


def refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in settings.ALLOWED_METHODS:
        return HttpResponseNotAllowed(settings.ALLOWED_METHODS)
    if _length(request) > _limit(request):
        if _may_send_files(request):
            _throw_away(request)
        return too_large(request)
    return None


def _throw_away(request: HttpRequest) -> None:
    """Reads on for a while: a browser that is still sending would show a broken connection, not our sentence."""
    for _part in range(settings.UPLOAD_LIMIT * 8 // PART):
        if not request.read(PART):
            return


def _length(request: HttpRequest) -> int:
    """Bytes announced. A body without a length is never read by Django, so it counts as none."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdigit() else 0


def _limit(request: HttpRequest) -> int:
    """Files may only be sent by who holds a session cookie, also one that has just expired: what such a
    person typed is kept for them. A file a little over UPLOAD_LIMIT gets its sentence in the form, not here.
    """
    if _may_send_files(request):
        return int(settings.UPLOAD_LIMIT) * 2
    return int(settings.BODY_LIMIT)


def _may_send_files(request: HttpRequest) -> bool:
    return is_upload(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


def is_upload(request: HttpRequest) -> bool:
    return request.method == "POST" and (request.content_type or "") == "multipart/form-data"


class RateLimits:
    """At most so many requests a second and uploads an hour of one session (settings.RATE_LIMITS); others are
    counted by address. Stands after the sessions, because a made-up cookie must not count as a session of its
    own.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if all(limits.allows(*counted) for counted in _counted(request)):
            return self.get_response(request)
        response = too_many(request)
        response.headers["Retry-After"] = "1"
        if request.method == "GET":
            response.headers["Refresh"] = "1"  # the browser tries again by itself, also without JavaScript
        return response


def _counted(request: HttpRequest) -> list[tuple[str, limits.Limit, str]]:
    if visiting.is_public(request):  # first: it must not be asked who is there
        names, who = ["visitors"], f"address {address(request)}"
    elif request.user.is_authenticated:
        names, who = [_signed_in(request)], f"session {request.session.session_key}"
    else:
        names, who = ["strangers"], f"address {address(request)}"
    if is_upload(request) and not visiting.is_page_form(request):
        names.append("uploads")
    return [
        (name, limits.Limit(*settings.RATE_LIMITS[name]), who)
        for name in names
        if name in settings.RATE_LIMITS
    ]


def _signed_in(request: HttpRequest) -> str:
    return "editing" if request.path_info.startswith(settings.EDITORS_PATH) else "requests"


def address(request: HttpRequest) -> str:
    """Where the request came from: counted as a keyed hash for seconds, never kept or logged."""
    if settings.BEHIND_PROXY:  # the last one is what our own proxy saw; those before it can be made up
        return str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
