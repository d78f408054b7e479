"""Every page of a signed-in person has their menu, the account pages too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from . import nav


class Menu:
    """Leaves `request.nav` for the frame of the page; made only when a page is drawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.nav = SimpleLazyObject(lambda: nav.of(request))  # type: ignore[attr-defined]
        return self.get_response(request)
