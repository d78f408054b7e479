"""The state on the Administrator's page: cheap, and it notices carelessness."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.utils import translation

from reencuentro import audit
from reencuentro.audit import checkpoints, guard
from reencuentro.audit.models import Entry, Head
from reencuentro.audit.state import LedgerState, Problem, state

Write = Callable[[int], None]
Sql = Callable[..., None]


def problems_after(sql: Sql, statement: str) -> tuple[Problem, ...]:
    sql(statement)
    guard.put_up(connection)
    return state().problems


def test_a_healthy_ledger(write: Write) -> None:
    write(6)
    checkpoints.make()
    write(1)
    last = Entry.objects.get(seq=7)
    assert state() == LedgerState(7, Head.objects.get().frontier.root().hex(), last.at, 6, ())
    assert state().ok
    assert state().since_checkpoint == 1


def test_an_empty_ledger_is_healthy(db: None) -> None:
    found = state()
    assert (found.size, found.last_at, found.last_checkpoint_size, found.ok) == (0, None, None, True)


def test_the_number_of_queries_does_not_grow(
    write: Write, django_assert_num_queries: Callable[..., object]
) -> None:
    for length in (1, 50):
        write(length)
        with django_assert_num_queries(3):
            state()


def test_a_dropped_trigger_is_noticed(write: Write, sql: Sql) -> None:
    write(2)
    sql("SELECT 1")
    assert state().problems == (Problem.GUARD_MISSING,)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit_head SET hashes = 'x'", Problem.HEAD_UNREADABLE),
        ("DELETE FROM audit_entry WHERE seq = 7", Problem.HEAD_DISAGREES),
        ("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 7", Problem.LAST_ENTRY_CHANGED),
        ("UPDATE audit_entry SET details = 'nonsense' WHERE seq = 7", Problem.LAST_ENTRY_CHANGED),
        ("UPDATE audit_entry SET at = 'nonsense' WHERE seq = 7", Problem.LAST_ENTRY_CHANGED),
    ],
)
def test_what_carelessness_leaves_behind_is_noticed(
    write: Write, sql: Sql, statement: str, problem: Problem
) -> None:
    write(7)
    assert problem in problems_after(sql, statement)


def test_a_restored_older_backup_is_noticed(write: Write, sql: Sql) -> None:
    write(4)
    older = Head.objects.get()
    write(3)
    checkpoints.make()
    sql("DELETE FROM audit_entry WHERE seq > 4")
    older.save()
    assert problems_after(sql, "SELECT 1") == (Problem.BEHIND_CHECKPOINT,)


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    with (Path(audit.__file__).parent / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    with translation.override("en"):
        sentences = [str(problem.label) for problem in Problem]
    assert len(set(sentences)) == 5
    assert all(catalogue[sentence].string for sentence in sentences)
