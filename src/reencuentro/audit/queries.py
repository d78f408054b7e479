"""Reading the ledger, newest first. Who may read is decided by the caller; the entries name nobody."""

from collections.abc import Collection

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from . import plain
from .models import Entry
from .plain import Actor

PER_PAGE = 50


def entries_about(ref: object, *, page: int | str = 1, per_page: int = PER_PAGE) -> Page[Entry]:
    """What happened to one thing: an object with `.ledger_ref` or such a text."""
    return _page(Entry.objects.filter(about=plain.about(ref)), page, per_page)


def entries_by(actor: Actor | str, *, page: int | str = 1, per_page: int = PER_PAGE) -> Page[Entry]:
    """What one person or the system did: an object with `.ledger_name` or such a text."""
    return _page(Entry.objects.filter(actor=plain.actor(actor)), page, per_page)


def concerning(
    *,
    about: Collection[str] = (),
    actors: Collection[str] = (),
    count: int = PER_PAGE,
    before: int | None = None,
) -> list[Entry]:
    """The last entries about one of these things or by one of these actors; `before` a seq, to go further back."""
    entries = Entry.objects.filter(Q(about__in=about) | Q(actor__in=actors))
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return list(entries.order_by("-seq")[:count])


def latest(count: int = PER_PAGE, *, before: int | None = None) -> list[Entry]:
    """The last entries of the whole ledger; `before` a seq, to go further back without counting."""
    entries = Entry.objects.all() if before is None else Entry.objects.filter(seq__lt=before)
    return list(entries.order_by("-seq")[:count])


def _page(entries: QuerySet[Entry], page: int | str, per_page: int) -> Page[Entry]:
    return Paginator(entries.order_by("-seq"), per_page).get_page(page)
