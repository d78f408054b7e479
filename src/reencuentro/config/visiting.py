"""Requests to the public site: nobody is known there, and what was found may be kept for a minute."""

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

# What Wagtail's page forms send, previews included, is multipart though it carries no file.
PAGE_FORM = re.compile(r"(pages|bulk|settings|redirects|workflows|translation)/")


def is_public(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.PUBLIC_PATHS)


def is_page_form(request: HttpRequest) -> bool:
    """An editing page that takes words, not files."""
    path = request.path_info
    return path.startswith(settings.EDITORS_PATH) and bool(
        PAGE_FORM.match(path.removeprefix(settings.EDITORS_PATH))
    )


def forget_who(request: HttpRequest) -> None:
    """No cookie reaches a public page, so none can make it differ from what the next visitor sees."""
    request.META.pop("HTTP_COOKIE", None)
    request.__dict__["COOKIES"] = {}


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """By browsers and caches, for settings.PUBLIC_SECONDS."""
    return request.method in ("GET", "HEAD") and response.status_code in (200, 301, 302, 304)


def as_public(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """No cookie leaves a public page either. A page that the browser already has is answered with 304."""
    response.cookies.clear()
    _say_vary(response)
    if not may_be_kept(request, response) or response.streaming or not isinstance(response, HttpResponse):
        return response
    if not response.has_header("ETag"):
        response.headers["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _say_vary(response: HttpResponseBase) -> None:
    """The same for everybody: only the form of compression may differ."""
    names = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    del response.headers["Vary"]
    kept = [name for name in names if name and name.lower() not in ("cookie", "accept-language")]
    if kept:
        patch_vary_headers(response, kept)
