"""The ledger: is it whole, who promised so, and what does it say about one thing or one person."""

from textwrap import wrap
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts import actions
from reencuentro.accounts.models import Role
from reencuentro.accounts.reauth import recently_authenticated
from reencuentro.audit import queries, state, verifications
from reencuentro.audit.checkpoints import LedgerDamaged
from reencuentro.audit.errors import LedgerError
from reencuentro.audit.models import Entry
from reencuentro.web.doors import door, post_only
from reencuentro.web.forms.administration import LedgerSearch
from reencuentro.web.forms.base import fill

from . import entries
from .acts import decide, me
from .findings import sentences

PER_PAGE = 50
LATEST = 15
# Signing reads the whole ledger, some 30,000 entries a second. Beyond this a page would keep people waiting.
SIGN_HERE_AT_MOST = 60_000


@door(Role.ADMINISTRATOR)
def ledger(request: HttpRequest) -> HttpResponse:
    """State and latest entries by GET; a search by POST, which leads to a page of its own."""
    form = fill(LedgerSearch, request)
    if request.method == "POST" and form.is_valid():
        return redirect("ledger_about", form.cleaned_data["reference"])
    now, last = state.state(), verifications.last()
    context: dict[str, Any] = {
        "form": form,
        "state": now,
        "root": " ".join(wrap(now.root, 8)),
        "last": last,
        "findings": sentences(last),
        "signs_here": now.size <= SIGN_HERE_AT_MOST,
        "entries": entries.lines(queries.latest(LATEST)),
    }
    return render(request, "web/administration/ledger.html", context)


@door(Role.ADMINISTRATOR, methods=("GET",))
def ledger_about(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened to one thing, or what one person did, the latest first."""
    wanted = entries.read(reference)
    if wanted is None:
        raise Http404
    decide(request, lambda: actions.search_ledger(reference, by=me(request)))
    found = queries.concerning(
        about=wanted.about, actors=wanted.actors, count=PER_PAGE + 1, before=_before(request)
    )
    return _page(request, found, {"reference": reference})


@door(Role.ADMINISTRATOR, methods=("GET",))
def ledger_entries(request: HttpRequest) -> HttpResponse:
    """The whole ledger, page by page, without counting it."""
    return _page(request, queries.latest(PER_PAGE + 1, before=_before(request)), {})


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _page(request: HttpRequest, found: list[Entry], context: dict[str, Any]) -> HttpResponse:
    """`found` has one entry more than a page shows when there are earlier ones."""
    shown = found[:PER_PAGE]
    earlier = shown[-1].seq if len(found) > PER_PAGE else None
    context |= {"entries": entries.lines(shown), "earlier": earlier, "first": _before(request) is None}
    return render(request, "web/administration/ledger_entries.html", context)


@post_only(Role.ADMINISTRATOR)
@recently_authenticated
def sign_checkpoint(request: HttpRequest) -> HttpResponse:
    """Verifies and signs, and leads back to the page, from which the file can be taken."""
    if state.state().size > SIGN_HERE_AT_MOST:
        raise Http404
    try:
        decide(request, lambda: actions.sign_checkpoint(by=me(request)))
        messages.success(
            request, _("The ledger is whole, and a checkpoint is signed. Take it and give it away.")
        )
    except LedgerDamaged:
        messages.error(request, _("No checkpoint was signed: the ledger does not verify. See below."))
    except LedgerError:
        messages.error(request, _("No checkpoint was signed: the signing key is missing or not safe."))
    return redirect("ledger")


@post_only(Role.ADMINISTRATOR)
def take_checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint as a file."""
    note = decide(request, lambda: actions.take_checkpoint(by=me(request)))
    if note is None:
        messages.info(request, _("No checkpoint was ever signed."))
        return redirect("ledger")
    headers = {"Content-Disposition": f'attachment; filename="ledger-{note.name}.txt"'}
    return HttpResponse(note.text, content_type="text/plain; charset=utf-8", headers=headers)
