"""The result of the last verification is kept where the ledger's database cannot reach."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reencuentro.audit import checkpoints, verifications
from reencuentro.engines.ledger_tree.findings import Kind

Write = Callable[[int], None]
Sql = Callable[..., None]


def test_nothing_is_known_before_the_first(db: None, keys_dir: Path) -> None:
    assert verifications.last() is None


def test_signing_and_verifying_keep_what_they_found(write: Write, sql: Sql) -> None:
    write(4)
    checkpoints.make()
    first = verifications.last()
    assert first is not None
    assert (first.size, first.checkpoints, first.ok) == (4, 0, True)
    write(1)
    call_command("audit_verify", verbosity=0)
    second = verifications.last()
    assert second is not None
    assert (second.size, second.checkpoints, second.ok) == (5, 1, True)
    assert second.at > first.at


def test_a_changed_entry_is_kept_with_its_place(write: Write, sql: Sql) -> None:
    write(5)
    sql("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 3")
    with pytest.raises(CommandError):
        call_command("audit_verify")
    found = verifications.last()
    assert found is not None
    assert not found.ok
    assert [(one.kind, one.first, one.last) for one in found.findings] == [(Kind.CHANGED, 3, 3)]


@pytest.mark.parametrize(
    "text", ["", "{}", '{"at": "x"}', '{"at": 1, "size": 1, "checkpoints": 0, "findings": 3}']
)
def test_what_cannot_be_read_counts_as_never(write: Write, keys_dir: Path, text: str) -> None:
    write(1)
    checkpoints.make()
    assert verifications.last() is not None
    (keys_dir / verifications.FILE).write_text(text)
    assert verifications.last() is None
