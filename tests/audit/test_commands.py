"""The commands as an operator and as an outsider use them."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reencuentro.audit import keys
from reencuentro.audit.models import Entry

Write = Callable[[int], None]
Sql = Callable[..., None]


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def refused(*arguments: object) -> str:
    """What a failing command (exit code 1) printed and said."""
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*map(str, arguments), stdout=out, stderr=out)
    assert refusal.value.returncode == 1
    return out.getvalue() + str(refusal.value)


def test_a_whole_ledger_is_accepted(write: Write) -> None:
    write(5)
    run("audit_checkpoint")
    lines = run("audit_verify").splitlines()
    assert lines[0].startswith("5 entries, root ")
    assert lines[1:] == ["Agrees with: checkpoint 000000000000005.checkpoint, head.", "The ledger is whole."]


def test_without_a_checkpoint_it_says_what_it_cannot_see(write: Write) -> None:
    write(5)
    assert "No checkpoint was given" in run("audit_verify")


def test_a_tampered_ledger_is_refused_with_the_place(write: Write, sql: Sql) -> None:
    write(5)
    sql("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 3")
    said = refused("audit_verify")
    assert "The triggers that protect the ledger are missing" in said
    assert "Entry 3 was changed" in said
    assert said.endswith("The ledger was tampered with.")
    assert "Entry 3 was changed" in refused("audit_checkpoint")


def test_an_outsider_verifies_an_export_with_two_kept_checkpoints(write: Write, tmp_path: Path) -> None:
    first, second, export = tmp_path / "may.txt", tmp_path / "june.txt", tmp_path / "ledger.jsonl"
    write(5)
    run("audit_checkpoint", "--out", first)
    write(4)
    assert run("audit_checkpoint", "--out", second) == second.read_text()
    run("audit_export", "--out", export)
    key = run("audit_public_key").strip()
    outsider = ("audit_verify", "--export", export, "--public-key", key, "--checkpoint", first, second)
    assert "Agrees with: checkpoint may.txt, checkpoint june.txt." in run(*outsider)

    lines = export.read_text().splitlines(keepends=True)
    export.write_text("".join(lines[:7]))
    assert "Entries 8-9 were cut off: the checkpoint june.txt knows of them" in refused(*outsider)


def test_the_public_key_may_lie_in_a_file(write: Write, tmp_path: Path) -> None:
    write(2)
    note, key = tmp_path / "note", tmp_path / "key"
    run("audit_checkpoint", "--out", note)
    key.write_text(run("audit_public_key"))
    said = run("audit_verify", "--public-key", key, "--checkpoint", note)
    assert "Agrees with: checkpoint 000000000000002.checkpoint, checkpoint note, head." in said


def test_an_export_is_printed_line_by_line(write: Write) -> None:
    write(3)
    lines = run("audit_export").splitlines()
    assert [f'"leaf":"{entry.leaf}"' in line for entry, line in zip(Entry.objects.all(), lines, strict=True)]
    assert all(line.startswith('{"entry":{"about":"case:R-') for line in lines)


def test_a_checkpoint_of_an_export_needs_a_public_key(write: Write, tmp_path: Path) -> None:
    note, export = tmp_path / "note", tmp_path / "export"
    run("audit_checkpoint", "--out", note)
    run("audit_export", "--out", export)
    assert "--public-key" in refused("audit_verify", "--export", export, "--checkpoint", note)


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--public-key", "nonsense", "This is not an Ed25519 key."),
        ("--public-key", "a+b+c", "Base64 that cannot be read."),
        ("--export", "/absent", "No such file"),
        ("--checkpoint", "/absent", "No such file"),
    ],
)
def test_a_wrong_key_or_file_is_one_clear_sentence(db: None, option: str, value: str, sentence: str) -> None:
    assert sentence in refused("audit_verify", option, value)


def test_in_production_the_key_is_created_by_a_decision(db: None, settings: Any) -> None:
    settings.PRODUCTION = True
    for command in ("audit_checkpoint", "audit_verify", "audit_public_key"):
        assert "audit_public_key --create" in refused(command)
    assert run("audit_public_key", "--create").strip() == str(keys.public_key())
