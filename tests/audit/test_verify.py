"""Tampering in the database, by somebody with every right on it: each case is named with its exact place."""

import hashlib
from collections.abc import Callable

import pytest
from django.db import connection

from reencuentro.audit import checkpoints, keys, rows
from reencuentro.audit.models import Entry, Head
from reencuentro.audit.verify import Note, verify_database, verify_export
from reencuentro.engines.ledger_tree.entries import Row
from reencuentro.engines.ledger_tree.findings import Kind
from reencuentro.engines.ledger_tree.frontier import over
from reencuentro.engines.ledger_tree.notes import SigningKey

Write = Callable[[int], None]
Sql = Callable[..., None]
Places = list[tuple[Kind, int, int]]


def found(*notes: Note) -> Places:
    report = verify_database([*checkpoints.kept(), *notes], keys.public_key())
    return [(one.kind, one.first, one.last) for one in report.findings]


def recompute_hashes(sql: Sql) -> None:
    """What a skilled hand does after a change: every leaf hash anew, and a head that fits."""
    remade = [row.sealed() for row in rows.stored() if row]
    for row in remade:
        sql("UPDATE audit_entry SET leaf = %s WHERE seq = %s", row.leaf, row.seq)
    head = Head(frontier=over(bytes.fromhex(row.leaf) for row in remade))
    sql("UPDATE audit_head SET size = %s, hashes = %s", head.size, head.hashes)


def test_an_untouched_ledger_is_whole(write: Write) -> None:
    write(5)
    checkpoints.make()
    write(5)
    report = verify_database(checkpoints.kept(), keys.public_key())
    assert report.ok
    assert report.size == 10
    assert report.root == Head.objects.get().frontier.root()
    assert report.agrees_with == ("checkpoint 000000000000005.checkpoint", "head")


def test_an_empty_ledger_is_whole(db: None) -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("details", '{"page":7}'),
        ("details", '{"page": 6}'),
        ("details", "nonsense"),
        ("actor", "coordinator:1f3d"),
        ("verb", "page_sean"),
        ("about", "case:R-9"),
        ("at", "2020-01-01T00:00:00.000000Z"),
        ("at", "yesterday"),
        ("version", 2),
    ],
)
def test_one_changed_value_is_named(write: Write, sql: Sql, column: str, value: object) -> None:
    write(20)
    checkpoints.make()
    sql(f"UPDATE audit_entry SET {column} = %s WHERE seq = 7", value)
    assert found() == [(Kind.CHANGED, 7, 7)]


def test_a_removed_row_is_named(write: Write, sql: Sql) -> None:
    write(20)
    sql("DELETE FROM audit_entry WHERE seq = 7")
    assert found() == [(Kind.MISSING, 7, 7)]


def test_a_removed_row_whose_gap_was_closed_is_named(write: Write, sql: Sql) -> None:
    write(20)
    sql("DELETE FROM audit_entry WHERE seq = 7")
    for seq in range(8, 21):
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", seq - 1, seq)
    assert found() == [(Kind.MISSING, 7, 7), (Kind.OUT_OF_ORDER, 7, 19), (Kind.TAIL_CUT, 20, 20)]


def test_two_exchanged_rows_are_named(write: Write, sql: Sql) -> None:
    write(20)
    for old, new in ((5, 1000), (16, 5), (1000, 16)):
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", new, old)
    assert (Kind.OUT_OF_ORDER, 5, 5) in found()
    assert (Kind.OUT_OF_ORDER, 16, 16) in found()
    assert {kind for kind, _first, _last in found()} == {Kind.OUT_OF_ORDER, Kind.HEAD_DIFFERS}


COLUMNS = "at, actor, verb, about, details, leaf, version"


def insert_at_7(sql: Sql, of: int) -> None:
    """Push 7-20 back by one and put a copy of another row there."""
    for seq in range(20, 6, -1):
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", seq + 1, seq)
    sql(f"INSERT INTO audit_entry (seq, {COLUMNS}) SELECT 7, {COLUMNS} FROM audit_entry WHERE seq = {of}")


def stored(seq: int) -> Row:
    return next(row for row in rows.stored() if row and row.seq == seq)


def test_an_inserted_row_is_named(write: Write, sql: Sql) -> None:
    write(20)
    insert_at_7(sql, of=1)
    sql("UPDATE audit_entry SET leaf = %s WHERE seq = 7", stored(7).sealed().leaf)
    assert found() == [
        (Kind.HEAD_DIFFERS, 1, 20),
        (Kind.INSERTED, 7, 7),
        (Kind.OUT_OF_ORDER, 8, 21),
        (Kind.INSERTED, 21, 21),  # the head counts 20
    ]


def test_an_inserted_copy_is_named(write: Write, sql: Sql) -> None:
    write(20)
    insert_at_7(sql, of=1)
    assert found() == [
        (Kind.HEAD_DIFFERS, 1, 20),
        (Kind.OUT_OF_ORDER, 7, 7),  # written as 1
        (Kind.OUT_OF_ORDER, 8, 21),
        (Kind.INSERTED, 21, 21),
    ]


def test_a_row_put_in_behind_the_head_is_named(write: Write, sql: Sql) -> None:
    write(20)
    sql(f"INSERT INTO audit_entry (seq, {COLUMNS}) SELECT 21, {COLUMNS} FROM audit_entry WHERE seq = 1")
    sql("UPDATE audit_entry SET leaf = %s WHERE seq = 21", stored(21).sealed().leaf)
    assert found() == [(Kind.INSERTED, 21, 21)]


def test_a_cut_tail_is_named_by_the_head(write: Write, sql: Sql) -> None:
    write(20)
    sql("DELETE FROM audit_entry WHERE seq > 16")
    assert found() == [(Kind.TAIL_CUT, 17, 20)]


def test_a_tail_cut_behind_a_checkpoint_is_named_though_the_head_was_rewritten(
    write: Write, sql: Sql
) -> None:
    write(12)
    checkpoints.make()
    write(8)
    checkpoints.make()
    sql("DELETE FROM audit_entry WHERE seq > 16")
    recompute_hashes(sql)
    report = verify_database(checkpoints.kept(), keys.public_key())
    assert [str(finding) for finding in report.findings] == [
        "Entries 17-20 were cut off: the checkpoint 000000000000020.checkpoint knows of them, "
        "the ledger ends before."
    ]


def test_a_past_rewritten_with_all_hashes_lies_between_two_checkpoints(write: Write, sql: Sql) -> None:
    for _turn in range(3):
        write(8)
        checkpoints.make()
    sql("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 11")
    recompute_hashes(sql)
    assert found() == [(Kind.CHECKPOINT_DIFFERS, 9, 16), (Kind.CHECKPOINT_DIFFERS, 9, 24)]


def test_a_changed_row_with_a_new_hash_is_narrowed_down_by_the_head(write: Write, sql: Sql) -> None:
    write(20)
    sql("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 18")
    sql("UPDATE audit_entry SET leaf = %s WHERE seq = 18", stored(18).sealed().leaf)
    assert found() == [(Kind.HEAD_DIFFERS, 17, 20)]


@pytest.mark.parametrize(
    ("statement", "places"),
    [
        ("UPDATE audit_head SET hashes = 'nonsense'", [(Kind.HEAD_DIFFERS, 1, 20)]),
        ("UPDATE audit_head SET size = 24", [(Kind.TAIL_CUT, 21, 24)]),
        ("UPDATE audit_head SET size = 12", [(Kind.HEAD_DIFFERS, 1, 12), (Kind.INSERTED, 13, 20)]),
        ("DELETE FROM audit_head", [(Kind.HEAD_DIFFERS, 0, 0), (Kind.INSERTED, 1, 20)]),
    ],
)
def test_a_changed_head_is_named(write: Write, sql: Sql, statement: str, places: Places) -> None:
    write(20)
    sql(statement)
    assert found() == places


def test_a_checkpoint_signed_by_somebody_else_is_a_forgery(write: Write) -> None:
    write(5)
    impostor = SigningKey(keys.public_key().name, SigningKey.new("x").seed)
    note = Note("forged.txt", impostor.sign(f"{impostor.name}\n5\nAAAA\n"))
    report = verify_database([note], keys.public_key())
    assert [str(one) for one in report.findings] == [
        "The checkpoint forged.txt is not a checkpoint that this ledger's key signed."
    ]


def test_a_checkpoint_with_one_changed_byte_is_a_forgery(write: Write) -> None:
    write(5)
    note = checkpoints.make().replace("\n5\n", "\n4\n")
    assert found(Note("changed.txt", note)) == [(Kind.CHECKPOINT_FORGED, 0, 0)]


# --- the same from an export, without a database ---


def exported() -> list[bytes]:
    return [line.encode() for line in rows.export()]


def places_in(lines: list[bytes], *notes: str) -> Places:
    kept = [Note("kept", note) for note in notes]
    report = verify_export(lines, kept, keys.public_key())
    return [(one.kind, one.first, one.last) for one in report.findings]


def test_an_export_needs_no_database(write: Write, django_assert_num_queries: Callable[..., object]) -> None:
    write(10)
    note, lines = checkpoints.make(), exported()
    with django_assert_num_queries(0):
        report = verify_export(lines, [Note("kept", note)], keys.public_key())
    assert report.ok
    assert (report.size, report.agrees_with) == (10, ("checkpoint kept",))


def test_an_exported_line_holds_exactly_the_hashed_bytes(write: Write) -> None:
    write(3)
    line = exported()[2].decode().rstrip("\n")
    entry, _, leaf = line.removeprefix('{"entry":').removesuffix('"}').partition(',"leaf":"')
    assert hashlib.sha256(b"\x00" + entry.encode()).hexdigest() == leaf == Entry.objects.get(seq=3).leaf


def test_tampering_with_an_export_is_named(write: Write) -> None:
    write(10)
    note, lines = checkpoints.make(), exported()
    changed = [*lines[:6], lines[6].replace(b'"page":6', b'"page":7'), *lines[7:]]
    assert lines != changed
    assert places_in(changed, note) == [(Kind.CHANGED, 7, 7)]
    assert places_in([*lines[:6], lines[6].replace(b":", b": ", 1), *lines[7:]], note) == [
        (Kind.CHANGED, 7, 7)
    ]
    assert places_in([*lines[:6], b"\xff\n", *lines[7:]], note) == [(Kind.CHANGED, 7, 7)]
    assert places_in(lines[:6] + lines[7:], note) == [(Kind.MISSING, 7, 7)]
    assert places_in(lines[:8], note) == [(Kind.TAIL_CUT, 9, 10)]
    exchanged = [*lines[:5], lines[6], lines[5], *lines[7:]]
    assert places_in(exchanged, note) == [(Kind.OUT_OF_ORDER, 6, 6)]
    assert places_in([*lines[:6], lines[5], *lines[6:]], note) == [(Kind.INSERTED, 6, 6)]


@pytest.mark.parametrize(
    "line", [b"{}\n", b"[]\n", b"7\n", b"\n", b"[" * 9999, b'{"entry":{"seq":"1"},"leaf":""}\n']
)
def test_a_line_that_is_no_entry_is_named_and_stops_nothing(line: bytes) -> None:
    assert places_in([line]) == [(Kind.CHANGED, 1, 1)]


def test_an_export_of_a_tampered_ledger_still_shows_the_place(write: Write, sql: Sql) -> None:
    write(10)
    sql("UPDATE audit_entry SET details = 'nonsense' WHERE seq = 7")
    assert places_in(exported()) == [(Kind.CHANGED, 7, 7)]


def test_sqlite_values_of_a_wrong_type_are_named(write: Write, sql: Sql) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not let a wrong type in")
    write(5)
    sql("UPDATE audit_entry SET actor = x'00ff' WHERE seq = 2")
    sql("UPDATE audit_entry SET version = 'one' WHERE seq = 4")
    assert [place for place in found() if place[0] is Kind.CHANGED] == [
        (Kind.CHANGED, 2, 2),
        (Kind.CHANGED, 4, 4),
    ]
