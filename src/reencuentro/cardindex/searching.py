"""The one door to the index. Who asks, why, and what of an answer may be shown is for those above."""

from collections.abc import Collection
from typing import Literal, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from reencuentro.engines.tracing.types import Description, Sought

from . import client, here, shelfsearch
from .errors import IndexAway
from .mirror import Found
from .models import Card


class Search(Protocol):
    def __call__(
        self, sought_for: Description, /, *, sought: Sought, limit: int, without: Collection[UUID]
    ) -> tuple[Found, ...]: ...


__all__ = ["Found", "IndexAway", "changed_since", "kind", "newest", "search"]


def search(
    description: Description, *, sought: Sought = "person", limit: int = 20, without: Collection[UUID] = ()
) -> tuple[Found, ...]:
    """The best matches among all people who may be found, best first; () when nothing usable is described.

    `without` are persons who cannot be meant, such as those of the same case. Nobody who may not be traced is ever
    among them. Always as the database is now. Raises IndexAway.
    """
    return _asked()(description, sought=sought, limit=limit, without=without)


def kind() -> Literal["sealed", "stored"]:
    """Which index answers: that of the settings, or the stored one as soon as it was built."""
    if settings.INDEX != "auto":
        return cast(Literal["sealed", "stored"], settings.INDEX)
    return "stored" if shelfsearch.exists() else "sealed"


def _asked() -> Search:
    if kind() == "stored":
        return shelfsearch.search
    return here.search if here.is_alone() else client.search


def newest() -> int:
    """The highest number of a card; 0 when there is none."""
    return Card.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def changed_since(number: int) -> list[tuple[int, UUID]]:
    """(card, person) of all changes after that card, in order; persons who may not be found are among them.

    Call it outside a transaction: it then waits until writers in hand are done, so that no lower number can follow.
    """
    alone = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Card._meta.db_table} IN SHARE MODE")
        return list(Card.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "person"))
