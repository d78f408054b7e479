"""Invented records into the product's own tables: sealed cards, and shelves for the stored index."""

from collections.abc import Iterable
from itertools import islice
from secrets import token_bytes
from uuid import UUID, uuid4

from django.db import connection, transaction

from reencuentro.cardindex import cards, stored
from reencuentro.cardindex.models import Card, Index
from reencuentro.engines.tracing.building import Builder
from reencuentro.engines.tracing.features import VERSION, Features, encode, features
from reencuentro.vault import boxes

from .lines import Line, description

A_REGISTER = 1_000  # records in one box: a register that a partner hands over


def load(records: Iterable[Line], builder: Builder | None) -> list[int]:
    """Writes a card for each record and tells the builder; gives the `rid` of each card, numbered from 0."""
    rids: list[int] = []
    records = iter(records)
    while register := list(islice(records, A_REGISTER)):
        _write(len(rids), register, builder)
        rids += [record["rid"] for record in register]
    return rids


def _write(first: int, register: list[Line], builder: Builder | None) -> None:
    with transaction.atomic():
        box = boxes.create("register").pk
        known = [features(description(record)) for record in register]
        Card.objects.bulk_create(_card(first + place, box, one) for place, one in enumerate(known))
    if builder:
        for place, one in enumerate(known):
            builder.add(first + place, one)


def _card(ref: int, box: UUID, known: Features) -> Card:
    person = uuid4()
    sealed = cards.seal(person, box, encode(known))
    return Card(pk=ref, person=person, box=box, sealed=sealed, version=VERSION)


def shelve(builder: Builder) -> Index:
    """The index that the builder has gathered, written."""
    with transaction.atomic():
        layout = builder.layout()
        index = Index(
            box=boxes.create("index"), epoch=1, state=Index.State.CURRENT, secret=layout.secret.hex()
        )
        stored.freeze(index, layout, builder.statistics)
        index.save(force_insert=True)
        stored.SealedShelves(index).fill(builder.shelves(layout))
    return index


def new_builder() -> Builder:
    return Builder(token_bytes(32))


def size() -> int:
    """Bytes of the database on the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def current() -> Index:
    return Index.objects.get(state=Index.State.CURRENT)
