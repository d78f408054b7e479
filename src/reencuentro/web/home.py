"""The first page after signing in: each role has its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reencuentro.accounts.models import Role

from .doors import EVERYBODY, door

HOMES = {
    Role.ADVOCATE: "cases",
    Role.COORDINATOR: "inbox",
    Role.DEFENDER: "my_work",
    Role.ADMINISTRATOR: "administration",
    Role.EDITOR: "profile",
}


@door(*EVERYBODY, methods=("GET",))
def home(request: HttpRequest) -> HttpResponse:
    return redirect(HOMES[request.user.role])
