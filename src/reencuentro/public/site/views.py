"""Pages, pictures and the few plain files of the public site. None of them knows who asks."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from . import storage
from .models import PictureRendition
from .queries import finding, frame, mapped, searching

LONGEST_SEARCH = 100  # letters


def entrance(request: HttpRequest) -> HttpResponse:
    """Sends a visitor to the home page in the first of our languages that the browser asks for."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.split("-")[0] for code, _weight in wanted)
    language = next((code for code in codes if code in finding.LANGUAGES), finding.LANGUAGES[0])
    return redirect(f"/{language}/")


@csrf_exempt  # nobody is signed in here: there is no session that a page elsewhere could abuse
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page of the tree, else where it has gone. Raises Http404."""
    found = finding.find((get_language() or settings.LANGUAGE_CODE)[:2], path)
    if found is None:
        return _moved(request)
    if found.elsewhere:
        return redirect(found.page.url_path)
    return _show(request, found.page.specific)


def _show(request: HttpRequest, page: Any) -> HttpResponseBase:
    if page.shown_by:
        show: Callable[[HttpRequest, Any], HttpResponseBase] = import_string(page.shown_by)
        return show(request, page)
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response: HttpResponseBase = page.serve(request)
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that answer what was typed. Counted by nobody, kept nowhere."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    typed = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    answers = searching.search(language, typed) if typed else []
    context = frame.bare(request, language) | {"typed": typed, "answers": answers}
    return render(request, "site/search.html", context)


def _moved(request: HttpRequest) -> HttpResponse:
    kept = get_redirect(request, Redirect.normalise_path(request.path_info))
    if kept is None or kept.link is None:
        raise Http404
    return redirect(kept.link, permanent=kept.is_permanent)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public site and nothing else."""
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in (*settings.PUBLIC_PATHS, "/static/")),
        "Disallow: /",
    ]
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live page with its languages, and when it last changed."""
    return render(request, "site/sitemap.xml", {"pages": mapped.pages()}, content_type="application/xml")


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size of a picture. It is gone as soon as the picture is deleted or withdrawn. Raises Http404."""
    if not PictureRendition.objects.filter(file=name).exists():
        raise Http404
    try:
        return FileResponse(storage.public().open(name))
    except FileNotFoundError:
        raise Http404 from None
