from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from .nav import EMPTY


def other_language(current: str) -> tuple[str, str]:
    """Code and own name of the language that the button offers."""
    return next(pair for pair in settings.LANGUAGES if pair[0] != current)


def page(request: HttpRequest) -> dict[str, Any]:
    """What ui/base.html needs. Makes no query of its own; `request.nav` is set by the door (see nav.py)."""
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {
        "nav": getattr(request, "nav", EMPTY),
        "here": request.get_full_path(),
        "other_language": other_language(current),
        "is_demo": settings.MODE == "demo",
    }
