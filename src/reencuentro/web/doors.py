"""The door of every page: which roles come in. Everybody else gets the same 404 as for a page that does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_http_methods

from reencuentro.accounts.models import Role

from .visit import Visit

View = Callable[..., HttpResponseBase]


def door(*roles: str, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """`@door(Role.ADVOCATE, Role.COORDINATOR)`: the roles that may knock; the view then looks up through the user.

    The roles stay readable on the view (`view.roles`): the access-matrix test goes through every URL and refuses a view
    without them. HEAD is allowed wherever GET is.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inside(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        allowed = (*methods, "HEAD") if "GET" in methods else methods
        guarded = require_http_methods(allowed)(inside)
        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return wrap


def post_only(*roles: str) -> Callable[[View], View]:
    """A door for an act without a page of its own, such as a button on a list."""
    return door(*roles, methods=("POST",))


CASE_PEOPLE = (Role.ADVOCATE, Role.COORDINATOR)
EVERYBODY = tuple(Role)
