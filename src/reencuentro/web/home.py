"""The first page: that of a role after signing in, the public site for everybody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reencuentro.accounts.models import Role, User
from reencuentro.public.site.views import entrance

HOMES = {
    Role.ADVOCATE: "cases",
    Role.COORDINATOR: "inbox",
    Role.DEFENDER: "my_work",
    Role.ADMINISTRATOR: "administration",
    Role.EDITOR: "wagtailadmin_home",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever works here comes to the first page of their role, everybody else to the public site."""
    user = request.user
    if not isinstance(user, User):
        return entrance(request)
    if user.role is None:
        raise Http404
    return redirect(HOMES[user.role])
