from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from reencuentro.accounts.models import User

from . import queries


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_notices` for templates; asked only when a template uses it."""
    return {"unread_notices": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    return queries.unread_count(user) if isinstance(user, User) else 0
