"""All pages, with a stand-in for each name of another area that the pages of a case link to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from reencuentro.config import urls

NAMES = {
    "inbox": "inbox/",
    "dashboard": "dashboard/",
    "my_work": "work/",
    "my_offers": "offers/",
    "availability": "availability/",
    "administration": "administration/",
    "people": "people/",
    "organisations": "organisations/",
    "ledger": "ledger/",
    "keys": "keys/",
    "ask": "cases/<slug:code>/ask/",
    "request": "requests/<uuid:pk>/",
}


def stand_in(request: HttpRequest, **_parts: Any) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [*urls.urlpatterns, *(path(route, stand_in, name=name) for name, route in NAMES.items())]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
