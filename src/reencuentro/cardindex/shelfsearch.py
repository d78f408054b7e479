"""The stored kind of index: searched in the database by whoever asks, with keys of the index opened once."""

from collections.abc import Collection
from uuid import UUID

from reencuentro.engines.tracing.stored import StoredIndex
from reencuentro.engines.tracing.types import Description, Match, Sought
from reencuentro.vault.errors import VaultError

from . import shelving, stored
from .errors import IndexAway
from .mirror import Found
from .models import Card, Index

TRIES = 3

_opened: dict[UUID, StoredIndex] = {}


def search(
    sought_for: Description, *, sought: Sought, limit: int, without: Collection[UUID]
) -> tuple[Found, ...]:
    """As searching.search. Raises IndexAway; IndexDamaged when what is stored does not open."""
    for _try in range(TRIES):
        index = current()
        try:
            hidden = set(Card.objects.filter(person__in=without).values_list("pk", flat=True))
            matches = _engine(index).search(sought_for, sought=sought, limit=limit, without=hidden)
        except VaultError as closed:
            raise IndexAway(str(closed)) from None
        if Index.objects.filter(pk=index.pk, state=Index.State.CURRENT).exists():
            return _found(matches)
    raise IndexAway("The index is being changed.")  # its shelves may have been taken away while we looked


def exists() -> bool:
    return Index.objects.filter(state=Index.State.CURRENT).exists()


def current() -> Index:
    """Without the statistics, which are large and read once. Raises IndexAway."""
    index = Index.objects.filter(state=Index.State.CURRENT).defer("statistics").first()
    if index is None:
        raise IndexAway("The index was not built yet.")
    return index


def _engine(index: Index) -> StoredIndex:
    """One at a time is remembered: that of the index in use."""
    engine = _opened.get(index.pk)
    if engine is None:
        engine = stored.opened(index, shelving.Present(index))
        _opened.clear()
        _opened[index.pk] = engine
    return engine


def _found(matches: Collection[Match]) -> tuple[Found, ...]:
    persons = dict(Card.objects.filter(pk__in=[match.ref for match in matches]).values_list("pk", "person"))
    return tuple(Found(persons[match.ref], match) for match in matches if match.ref in persons)
