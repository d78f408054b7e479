"""The Administrator's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from reencuentro.accounts import state as accounts_state
from reencuentro.accounts.models import Role
from reencuentro.audit import state as ledger_state
from reencuentro.audit import verifications
from reencuentro.notify import state as notify_state
from reencuentro.vault import boxes
from reencuentro.web.doors import door

from . import attention
from .acts import me


@door(Role.ADMINISTRATOR, methods=("GET",))
def overview(request: HttpRequest) -> HttpResponse:
    now, by = timezone.now(), me(request)
    accounts = accounts_state.state(now, by=by)
    ledger, last = ledger_state.state(), verifications.last()
    mail = notify_state.state()
    tasks = [
        *attention.ledger(ledger, last),
        *attention.keys(),
        *attention.erasure(by=by),
        *attention.outbox(mail, now),
        *attention.people(accounts),
    ]
    context = {
        "tasks": attention.first_things(tasks),
        "accounts": accounts,
        "roles": [(role, accounts.by_role.get(role, 0)) for role in Role],
        "ledger": ledger,
        "last": last,
        "mail": mail,
        "open_boxes": boxes.counts()[0],
    }
    return render(request, "web/administration/overview.html", context)
