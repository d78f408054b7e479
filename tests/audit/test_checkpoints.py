"""Making and keeping checkpoints, and the key that signs them."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reencuentro.audit import checkpoints, keys
from reencuentro.audit.checkpoints import LedgerDamaged
from reencuentro.audit.models import Head
from reencuentro.engines.ledger_tree.checkpoints import read
from reencuentro.engines.ledger_tree.findings import Kind

Write = Callable[[int], None]


def test_a_checkpoint_says_what_the_head_says(write: Write) -> None:
    write(5)
    checkpoint = read(checkpoints.make(), keys.public_key())
    assert (checkpoint.size, checkpoint.root) == (5, Head.objects.get().frontier.root())
    assert checkpoint.origin == "127.0.0.1:8000/ledger"


def test_every_checkpoint_is_kept_beside_the_key(write: Write, keys_dir: Path) -> None:
    assert checkpoints.last_size() is None
    notes = []
    for _turn in range(2):
        write(5)
        notes.append(checkpoints.make())
    assert [note.text for note in checkpoints.kept()] == notes
    assert checkpoints.last_size() == 10
    assert (keys_dir / "ledger_checkpoints" / "000000000000010.checkpoint").read_text() == notes[1]


def test_the_same_ledger_has_the_same_checkpoint(write: Write) -> None:
    write(3)
    assert checkpoints.make() == checkpoints.make()
    assert len(checkpoints.kept()) == 1


def test_an_empty_ledger_can_be_promised_too(db: None) -> None:
    assert read(checkpoints.make(), keys.public_key()).size == 0
    assert checkpoints.last_size() == 0


def test_nothing_is_signed_for_a_ledger_that_was_tampered_with(
    write: Write, sql: Callable[..., None]
) -> None:
    write(5)
    sql("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 3")
    with pytest.raises(LedgerDamaged) as refusal:
        checkpoints.make()
    assert [(one.kind, one.first) for one in refusal.value.report.findings] == [(Kind.CHANGED, 3)]
    assert checkpoints.kept() == []


def test_a_checkpoint_forged_into_the_folder_is_found(write: Write) -> None:
    write(5)
    checkpoints.make()
    (checkpoints.folder() / "000000000000003.checkpoint").write_text("nothing signed\n")
    with pytest.raises(LedgerDamaged) as refusal:
        checkpoints.make()
    assert [one.kind for one in refusal.value.report.findings] == [Kind.CHECKPOINT_FORGED]


def test_the_key_is_made_on_first_use_and_stays() -> None:
    first = keys.signing_key()
    assert keys.signing_key() == first
    assert keys.create() == first
    assert stat.S_IMODE(keys.path().stat().st_mode) == 0o600
    assert [file.name for file in keys.path().parent.iterdir()] == ["ledger_signing_key"]


def test_in_production_a_missing_key_is_never_replaced_in_silence(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(keys.KeyMissing, match="audit_public_key --create"):
        keys.signing_key()
    assert not keys.path().exists()
    made = keys.create()
    assert keys.signing_key() == made


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(mode: int) -> None:
    keys.signing_key()
    keys.path().chmod(mode)
    with pytest.raises(keys.KeyUnsafe, match="chmod 600"):
        keys.signing_key()


def test_a_damaged_key_is_refused_without_being_shown() -> None:
    secret = keys.signing_key().secret_text()
    keys.path().write_text(secret[:-5])
    with pytest.raises(keys.KeyUnsafe, match="damaged") as refusal:
        keys.signing_key()
    assert secret[-30:-5] not in str(refusal.value)


def test_the_key_keeps_its_name_when_the_site_moves(settings: Any) -> None:
    name = keys.signing_key().name
    settings.SITE_URL = "https://elsewhere.example"
    assert keys.signing_key().name == name == "127.0.0.1:8000/ledger"
