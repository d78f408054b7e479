"""Reading the ledger, newest first, and proofs from the stored ledger."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import transaction

from reencuentro.audit import proofs, queries
from reencuentro.audit.log import record
from reencuentro.audit.models import Head

Write = Callable[[int], None]


def test_entries_about_one_thing_newest_first(write: Write) -> None:
    write(7)
    assert [entry.seq for entry in queries.entries_about("case:R-0")] == [7, 4, 1]
    assert [entry.seq for entry in queries.entries_about(SimpleNamespace(ledger_ref="case:R-1"))] == [5, 2]
    assert list(queries.entries_about("case:R-9")) == []


def test_entries_by_one_person_newest_first(write: Write) -> None:
    write(2)
    with transaction.atomic():
        record("key_rotated", by="system", about="keys")
    assert [entry.verb for entry in queries.entries_by("system")] == ["key_rotated"]
    ada = SimpleNamespace(ledger_name="coordinator:1f3c")
    assert [entry.seq for entry in queries.entries_by(ada)] == [2, 1]


def test_pages_are_cut_and_counted(write: Write) -> None:
    write(7)
    second = queries.entries_by("coordinator:1f3c", page=2, per_page=3)
    assert [entry.seq for entry in second] == [4, 3, 2]
    assert (second.paginator.count, second.paginator.num_pages, second.has_next()) == (7, 3, True)


@pytest.mark.parametrize(("page", "seqs"), [("nonsense", [3, 2]), (99, [1]), (0, [1])])
def test_a_wrong_page_gives_one_that_exists(write: Write, page: str | int, seqs: list[int]) -> None:
    write(3)
    assert [entry.seq for entry in queries.entries_by("coordinator:1f3c", page=page, per_page=2)] == seqs


def test_the_latest_entries_and_those_before(write: Write) -> None:
    write(5)
    assert [entry.seq for entry in queries.latest(2)] == [5, 4]
    assert [entry.seq for entry in queries.latest(2, before=4)] == [3, 2]


def test_an_entry_is_proved_to_be_in_the_ledger(write: Write) -> None:
    write(11)
    proof = proofs.inclusion(7)
    assert (proof.size, proof.root) == (11, Head.objects.get().frontier.root())
    assert proof.holds()
    assert proofs.inclusion(7, size=8).holds()


def test_todays_ledger_is_proved_to_continue_yesterdays(write: Write) -> None:
    write(6)
    yesterday = Head.objects.get().frontier.root()
    write(5)
    proof = proofs.consistency(6)
    assert (proof.old_root, proof.new_root) == (yesterday, Head.objects.get().frontier.root())
    assert proof.holds()


def test_a_changed_past_has_no_proof(write: Write, sql: Callable[..., None]) -> None:
    write(6)
    yesterday = Head.objects.get().frontier.root()
    sql("UPDATE audit_entry SET leaf = %s WHERE seq = 2", "00" * 32)
    assert proofs.consistency(6).old_root != yesterday
    sql("DELETE FROM audit_entry WHERE seq = 2")
    with pytest.raises(ValueError, match="does not hold all entries"):
        proofs.inclusion(1)


@pytest.mark.parametrize("seq", [0, 12])
def test_there_is_no_proof_for_an_entry_that_is_not_there(write: Write, seq: int) -> None:
    write(11)
    with pytest.raises(ValueError, match="no leaf"):
        proofs.inclusion(seq)
