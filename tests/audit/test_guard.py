"""The triggers: an entry cannot be changed past Django either."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from reencuentro.audit import guard
from reencuentro.audit.models import Entry, Head


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = 'x' WHERE seq = 1", "DELETE FROM audit_entry WHERE seq = 2"]
)
def test_the_database_itself_refuses_to_change_or_delete_an_entry(
    write: Callable[[int], None], statement: str
) -> None:
    write(2)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert [entry.actor for entry in Entry.objects.all()] == ["coordinator:1f3c"] * 2


def test_postgresql_refuses_to_truncate(write: Callable[[int], None]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    write(2)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == 2


def test_a_missing_guard_is_noticed_and_put_up_again(db: None) -> None:
    assert guard.stands(connection)
    guard.take_down(connection)
    assert not guard.stands(connection)
    guard.put_up(connection)
    guard.put_up(connection)
    assert guard.stands(connection)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_a_demo_and_leaves_a_working_ledger(write: Callable[[int], None]) -> None:
    write(2)
    call_command("flush", interactive=False, verbosity=0)
    assert (Entry.objects.count(), Head.objects.get().size) == (0, 0)
    assert guard.stands(connection)
    write(1)
    assert Entry.objects.get().seq == 1


def test_flush_is_refused_in_production(write: Callable[[int], None], settings: object) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    write(2)
    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 2
    assert guard.stands(connection)
