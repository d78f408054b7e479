"""Error pages: what happened, what to do next, no data. None of them touches the database or the session."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_from_request


def _answer(request: HttpRequest, status: int, template: str | None = None, **context: str) -> HttpResponse:
    """Rendered without context processors; the language comes from cookie and header alone, because an
    error may have happened before the language was chosen.
    """
    with translation.override(get_language_from_request(request)):
        return HttpResponse(render_to_string(template or f"{status}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django reports what is too large as a bad request; people are told which of the two it was."""
    return _answer(request, 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400)


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Shows the reference under which the log has the error (config/headers.py gives one to each request)."""
    return _answer(request, 500, reference=getattr(request, "error_reference", ""))
