"""Is the ledger what it was? Compares the rows with themselves, the head, and every kept checkpoint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reencuentro.engines.ledger_tree import checkpoints
from reencuentro.engines.ledger_tree.examination import HEAD, KnownRoot, examine
from reencuentro.engines.ledger_tree.findings import Finding, Kind, Report
from reencuentro.engines.ledger_tree.notes import NoteError, PublicKey

from . import rows
from .models import Head


@dataclass(frozen=True, slots=True)
class Note:
    """A kept checkpoint as it lies on somebody's disk."""

    name: str
    text: str


def verify_database(notes: Sequence[Note], key: PublicKey) -> Report:
    """Reads every row once; may run while others write."""
    roots, findings = _known(notes, key)
    head, head_findings = _head()
    report = examine(rows.stored(), [*roots, *head])
    return replace(report, findings=(*findings, *head_findings, *report.findings, *_behind_head(report)))


def verify_export(lines: Iterable[bytes], notes: Sequence[Note], key: PublicKey | None) -> Report:
    """Needs no database. Without checkpoints it sees clumsy changes, but no cut tail or rewritten past."""
    roots, findings = _known(notes, key) if key else ([], [])
    report = examine(rows.exported(lines), roots)
    return replace(report, findings=(*findings, *report.findings))


def _known(notes: Sequence[Note], key: PublicKey) -> tuple[list[KnownRoot], list[Finding]]:
    roots, forged = [], []
    for note in notes:
        source = f"checkpoint {note.name}"
        try:
            checkpoint = checkpoints.read(note.text, key)
        except NoteError:
            forged.append(Finding(Kind.CHECKPOINT_FORGED, source=source))
        else:
            roots.append(KnownRoot(checkpoint.size, checkpoint.root, source))
    return roots, forged


def _head() -> tuple[list[KnownRoot], list[Finding]]:
    """Read before the rows: what is appended meanwhile lies behind it and harms nothing."""
    head = Head.objects.filter(pk=Head.ONLY).first()
    if head is None:
        return [], [Finding(Kind.HEAD_DIFFERS, source=HEAD)]
    try:
        frontier = head.frontier
    except ValueError:
        return [], [Finding(Kind.HEAD_DIFFERS, 1, head.size, source=HEAD)]
    return [KnownRoot(frontier.size, frontier.root(), HEAD, frontier)], []


def _behind_head(report: Report) -> list[Finding]:
    """Rows that no writer counted; the head is read again because others may have appended since."""
    size = Head.objects.filter(pk=Head.ONLY).values_list("size", flat=True).first() or 0
    return [Finding(Kind.INSERTED, size + 1, report.size, source=HEAD)] if report.size > size else []
