"""One search in full: at once when it is asked for, by a button, and by itself when somebody new is entered."""

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now
from reencuentro.casework.states import NotNow
from reencuentro.tracing.errors import Resting, TooOften
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.limits import used_up
from reencuentro.tracing.queries.requests import rests
from reencuentro.tracing.rules import require
from reencuentro.tracing.states import ENDED

from . import leads
from ._story import who
from .requests import follow, tell_coordinators


def search(request: TracingRequest, *, by: User) -> int:
    """Somebody searches now; returns how many leads are new or came back.

    The ledger says which search it was, and so under which reason; never whom it was for. Raises NotAllowed; TooOften;
    Resting without a consent that holds; NotNow for one that has ended; IndexAway, and then the worker searches later.
    """
    require(by, "search", request)
    if used_up(by):
        raise TooOften
    try:
        return run(request, by=by, origin="search")
    except IndexAway:
        TracingRequest.objects.filter(pk=request.pk).update(searched_at=None)
        raise


def run(request: TracingRequest, *, by: User | None, origin: str) -> int:
    """As `search`, for whoever was let through already; `by` None is the search that goes on by itself."""
    return write_down(request, find(request), by=by, origin=origin)


def find(request: TracingRequest) -> tuple[Found, ...]:
    """What the index answers. Before anything is locked, as it may take a while. Raises Resting, IndexAway."""
    if rests(request):
        raise Resting
    return finding_people.that_fit(request.person, request.sought)


@transaction.atomic
def write_down(request: TracingRequest, found: tuple[Found, ...], *, by: User | None, origin: str) -> int:
    """Answers become leads, and the search has its entry in the ledger. Raises NotNow for one that has ended."""
    lock(request)
    if request.state in ENDED:
        raise NotNow(request.life.noun, request.state, "search")
    fresh = leads.note(request, found, origin=origin)
    if origin != "standing" or request.searched_at is None:
        request.searched_at = (
            now()
        )  # shown; a later look that found nobody must not tell that somebody came near
        request.save(update_fields=["searched_at"])
    follow(request)
    facts: dict[str, int] = {"found": len(leads.likely(request, found)), "leads": fresh}
    log.record("tracing.search", by=who(by), about=request, case=request.case.code, origin=origin, **facts)
    if fresh:
        tell_coordinators(request, "tracing_lead", but=by)
    return fresh
