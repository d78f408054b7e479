"""Boxes: creation, erasure that a restored backup cannot undo, sweeping, the state of the keys."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
import tink
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reencuentro.audit.models import Entry
from reencuentro.vault import boxes, files
from reencuentro.vault.errors import BoxDestroyed, NoKey, WrongDatabase
from reencuentro.vault.keyring import ring
from reencuentro.vault.models import Box, SealedFile

NAME = "Ana Ruth Xicay"


class Coordinator:
    ledger_name = "coordinator:1f3c"


def test_a_new_box_is_open_and_its_key_is_not_in_the_database(box: Box) -> None:
    assert boxes.is_open(box)
    assert (box.kind, box.destroyed_at, box.destroyed_by) == ("case", None, "")
    columns = {field.column for field in Box._meta.concrete_fields}
    assert columns == {"id", "kind", "created_at", "destroyed_at", "destroyed_by"}


def test_without_a_key_encryption_key_no_box_is_made(settings: Any, db: None) -> None:
    settings.PRODUCTION = True
    with pytest.raises(NoKey):
        boxes.create("case")
    assert Box.objects.count() == 0


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """A backup: every row of the vault's tables as the database holds it."""
    tables = ("vault_box", "vault_sealedfile", "test_note")
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = cursor.fetchall()
    return found


def restore(backup: dict[str, list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        for table in reversed(backup):
            cursor.execute(f"DELETE FROM {table}")
        for table, rows in backup.items():
            for row in rows:
                marks = ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO {table} VALUES ({marks})", row)


@pytest.mark.django_db(transaction=True)
def test_after_destruction_a_restored_backup_of_database_and_files_opens_nothing(
    note_model: Any, folders: Path
) -> None:
    box, other = boxes.create("case"), boxes.create("case")
    note = note_model.objects.create(box=box, title=NAME, facts={"aunt": 1})
    kept = note_model.objects.create(box=other, title=NAME)
    file = files.store(io.BytesIO(b"birth record"), box=box, name="acta.pdf", media_type="application/pdf")
    backup = dump()
    shutil.copytree(folders / "files", folders / "files-backup")
    assert note_model.objects.get(pk=note.pk).title == NAME
    assert files._open(file).read() == b"birth record"

    boxes.destroy(box, by=Coordinator())
    assert not files.path_of(file.pk).exists()

    restore(backup)
    shutil.rmtree(folders / "files")
    shutil.move(folders / "files-backup", folders / "files")
    assert Box.objects.get(pk=box.pk).destroyed_at is None
    assert files.path_of(file.pk).exists()
    for fresh_process in (False, True):
        if fresh_process:
            ring()._cache.clear()
        restored = note_model.objects.get(pk=note.pk)
        for read in (lambda row=restored: row.title, lambda row=restored: row.facts):
            with pytest.raises(BoxDestroyed):
                read()
        with pytest.raises(BoxDestroyed):
            files._open(SealedFile.objects.get(pk=file.pk))
        with pytest.raises(BoxDestroyed):
            _ = SealedFile.objects.get(pk=file.pk).name
    assert note_model.objects.get(pk=kept.pk).title == NAME
    assert boxes.state().missing == 1


@pytest.mark.django_db(transaction=True)
def test_destruction_is_in_the_ledger_once_and_repeats_quietly(settings: Any) -> None:
    box = boxes.create("case")
    boxes.destroy(box, by=Coordinator())
    boxes.destroy(box, by="system")
    entry = Entry.objects.get(verb="box_destroyed")
    assert (entry.actor, entry.about) == ("coordinator:1f3c", f"box:{box.pk}")
    assert box.destroyed_by == "coordinator:1f3c"
    assert not boxes.is_open(box)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_destruction_destroys_nothing(note_model: Any) -> None:
    box = boxes.create("case")
    note = note_model.objects.create(box=box, title=NAME)
    with pytest.raises(RuntimeError), transaction.atomic():
        boxes.destroy(box, by=Coordinator())
        raise RuntimeError
    assert note_model.objects.get(pk=note.pk).title == NAME
    assert not Entry.objects.filter(verb="box_destroyed").exists()


@pytest.mark.django_db(transaction=True)
def test_sweep_finishes_an_erasure_that_was_interrupted_after_the_commit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = boxes.create("case")
    file = files.store(io.BytesIO(b"x"), box=box, name="x", media_type="image/png")
    with monkeypatch.context() as patch:
        patch.setattr(boxes, "_erase", lambda box: None)  # the machine stops here
        boxes.destroy(box, by="system")
    assert ring().holds(box.pk)
    assert (boxes.state().undead, boxes.state().healthy) == (1, False)
    assert boxes.sweep() == 1
    assert not ring().holds(box.pk)
    assert not files.path_of(file.pk).exists()
    assert (boxes.state().undead, boxes.state().healthy) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_creation_leaves_a_key_that_is_swept_later() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        box = boxes.create("case")
        raise RuntimeError
    assert boxes.state().unused == 1
    assert boxes.sweep() == 0
    assert boxes.sweep_unused(older_than=60) == 0  # it may belong to a transaction that is still open
    assert ring().holds(box.pk)
    assert boxes.sweep_unused(older_than=-1) == 1
    assert not ring().holds(box.pk)


def test_started_on_the_wrong_database_no_sweep_removes_keys_or_files(db: None, folders: Path) -> None:
    kept = [boxes.create("case") for _ in range(25)]
    stored = [files.store(io.BytesIO(b"x"), box=box, name="x", media_type="image/png") for box in kept]
    SealedFile.objects.all().delete()
    Box.objects.all().delete()
    with pytest.raises(WrongDatabase):
        boxes.sweep_unused(older_than=-1)
    with pytest.raises(WrongDatabase):
        files.sweep(older_than=-1)
    assert all(ring().holds(box.pk) for box in kept)
    assert all(files.path_of(file.pk).exists() for file in stored)
    assert boxes.state().unused == 25


@pytest.mark.django_db(transaction=True)
def test_sweep_removes_what_a_killed_write_left(folders: Path) -> None:
    boxes.create("case")
    left = folders / "keys" / ".kek.json.0a1b.part"
    left.write_bytes(b"half a key")
    assert boxes.sweep() == 1
    assert not left.exists()


def test_state_counts(db: None, django_capture_on_commit_callbacks: Any) -> None:
    kept = [boxes.create("case") for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        boxes.destroy(kept[0], by="system")
    ring().store.destroy(str(kept[1].pk))
    state = boxes.state()
    assert (state.source, state.keys, state.open, state.destroyed) == ("file", 1, 2, 1)
    assert (state.missing, state.unused, state.undead, state.old) == (1, 0, 0, 0)


def test_commands_say_what_is_and_what_to_do(
    box: Box, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("keys_state")
    assert "open boxes: 1" in capsys.readouterr().out
    call_command("keys_rotate")
    assert "2 keysets rewrapped" in capsys.readouterr().out  # the box and the blind index
    call_command("keys_sweep")
    assert "0 keys and 0 files removed" in capsys.readouterr().out
    ring().store.destroy(str(box.pk))
    with pytest.raises(CommandError, match="restore KEYS_DIR"):
        call_command("keys_state")
    monkeypatch.setattr(ring(), "_finish_rotation", lambda: None)
    call_command("keys_rotate")
    with pytest.raises(CommandError, match="keys_rotate"):
        call_command("keys_state")


def test_keys_new_makes_keys_where_production_has_none(
    settings: Any, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="keys_new"):
        call_command("keys_state")
    call_command("keys_new")
    boxes.create("case")
    call_command("keys_state")
    assert "open boxes: 1" in capsys.readouterr().out


def test_keys_new_prints_a_variable(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("keys_new", "--print")
    first = capsys.readouterr().out.strip()
    monkeypatch.setenv("REENCUENTRO_KEK", first)
    call_command("keys_new", "--print", "--add")
    assert len(capsys.readouterr().out.strip()) > len(first) * 1.8


def test_two_boxes_never_share_keys(db: None) -> None:
    one, other = boxes.create("case"), boxes.create("case")
    sealed = ring().open(one.pk).fields.encrypt(b"x", b"")
    assert ring().open(one.pk).fields.decrypt(sealed, b"") == b"x"
    with pytest.raises(tink.TinkError):
        ring().open(other.pk).fields.decrypt(sealed, b"")


def test_a_rotation_stands_in_the_ledger_once_it_is_over(db: None) -> None:
    boxes.create("case")
    assert not boxes.is_rotating()
    rewrapped = boxes.rotate()
    entry = Entry.objects.get(verb="keys_rotated")
    assert (entry.actor, entry.about, entry.details) == ("operator", "keys", {"keysets": rewrapped})


def test_boxes_are_counted_without_reading_a_key(db: None) -> None:
    boxes.create("case")
    boxes.destroy(boxes.create("case"), by="system")
    assert boxes.counts() == (1, 1)
