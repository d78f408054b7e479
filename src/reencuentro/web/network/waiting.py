"""A page that waits for the worker shows itself again. By a header, so that it works without scripts."""

from django.http import HttpResponse

SECONDS = 5


def shows_itself_again(page: HttpResponse, waits: bool) -> HttpResponse:
    """The same page; while something is under way the browser asks for it anew every few seconds."""
    if waits:
        page["Refresh"] = str(SECONDS)
    return page
