"""The state of all keys, and what to do about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reencuentro.accounts.models import Role
from reencuentro.audit import queries
from reencuentro.audit.models import Entry
from reencuentro.vault import boxes
from reencuentro.vault.errors import VaultError
from reencuentro.web.doors import door


@door(Role.ADMINISTRATOR, methods=("GET",))
def keys(request: HttpRequest) -> HttpResponse:
    try:
        state, trouble = boxes.state(), ""
    except VaultError as refused:
        state, trouble = None, str(refused)  # says what is missing or unsafe, never a key
    context: dict[str, Any] = {"state": state, "trouble": trouble, "rotated": _last_rotation()}
    if state:
        total = state.open + state.undead + state.unused
        context |= {"total": total, "rewrapped": max(total - state.old, 0), "rotating": state.keys > 1}
    return render(request, "web/administration/keys.html", context)


def _last_rotation() -> Entry | None:
    found = queries.concerning(about=["keys"], count=1)
    return found[0] if found else None
