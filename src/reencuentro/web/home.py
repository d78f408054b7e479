"""The first page after signing in: each role has its own."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect

from reencuentro.accounts.models import Role

from .doors import EVERYBODY, door
from .visit import Visit

HOMES = {
    Role.ADVOCATE: "cases",
    Role.COORDINATOR: "inbox",
    Role.DEFENDER: "my_work",
    Role.ADMINISTRATOR: "administration",
    Role.EDITOR: "profile",
}


@door(*EVERYBODY, methods=("GET",))
def home(request: Visit) -> HttpResponse:
    return redirect(HOMES[cast(Role, request.user.role)])  # the door lets nobody in without one
