"""Checkpoints that this installation keeps, beside the signing key and so never beside the database.

Whoever can rewrite the database still cannot rewrite these. Whoever can rewrite both is found out by the
copies that outsiders keep: partner organisations get each checkpoint that `audit_checkpoint` writes.
"""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from reencuentro.engines.ledger_tree import checkpoints
from reencuentro.engines.ledger_tree.findings import Report

from . import keys, verifications
from .errors import LedgerError
from .verify import Note, verify_database

FOLDER = "ledger_checkpoints"
SUFFIX = ".checkpoint"


class LedgerDamaged(LedgerError):
    """A checkpoint is a promise, so it is not given for a ledger that does not verify."""

    def __init__(self, report: Report) -> None:
        super().__init__("No checkpoint was signed: the ledger does not verify.")
        self.report = report


def folder() -> Path:
    return Path(settings.KEYS_DIR) / FOLDER


def kept() -> list[Note]:
    return [Note(file.name, file.read_text(encoding="utf-8")) for file in _files()]


def last_size() -> int | None:
    """Size of the newest kept checkpoint, from its file name alone; None when there is none."""
    sizes = [int(file.stem) for file in _files() if file.stem.isdigit()]
    return max(sizes, default=None)


def newest() -> Note | None:
    """The kept checkpoint of the longest ledger."""
    files = _files()
    return Note(files[-1].name, files[-1].read_text(encoding="utf-8")) if files else None


def make(others: Sequence[Note] = ()) -> str:
    """Verify the whole ledger, sign its size and root, keep the note and return it.

    Raises LedgerDamaged with the report; KeyMissing or KeyUnsafe from keys.py.
    """
    key = keys.signing_key()
    report = verify_database([*kept(), *others], key.public)
    verifications.keep(report)
    if not report.ok or report.root is None:
        raise LedgerDamaged(report)
    note = checkpoints.sign(report.size, report.root, key)
    _keep(report.size, note)
    return note


def _files() -> list[Path]:
    return sorted(folder().glob(f"*{SUFFIX}"))


def _keep(size: int, note: str) -> None:
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder() / f"{size:015}{SUFFIX}"
    draft = target.with_suffix(".draft")
    draft.write_text(note, encoding="utf-8")
    draft.replace(target)  # the same size has the same note: signing is deterministic
