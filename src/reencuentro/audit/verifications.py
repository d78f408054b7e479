"""The result of the last full verification of this ledger, kept beside the signing key.

Not in the database: whoever can rewrite the ledger there must not be able to write "all is well" beside it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from reencuentro.engines.ledger_tree.findings import Finding, Kind, Report

FILE = "ledger_verification.json"
MOST_FINDINGS = 50  # the first say where to look; the command prints all


@dataclass(frozen=True, slots=True)
class Verification:
    """`checkpoints`: how many kept ones agreed."""

    at: datetime
    size: int
    checkpoints: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def keep(report: Report) -> Verification:
    done = Verification(
        at=timezone.now(),
        size=report.size,
        checkpoints=sum(source.startswith("checkpoint") for source in report.agrees_with),
        findings=report.findings[:MOST_FINDINGS],
    )
    _path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _path().with_suffix(".draft")
    draft.write_text(_text(done), encoding="utf-8")
    draft.replace(_path())
    return done


def last() -> Verification | None:
    """None when the ledger was never verified here, or what was kept cannot be read."""
    try:
        kept = json.loads(_path().read_text(encoding="utf-8"))
        return Verification(
            at=datetime.fromisoformat(kept["at"]),
            size=int(kept["size"]),
            checkpoints=int(kept["checkpoints"]),
            findings=tuple(
                Finding(Kind(kind), int(first), int(end)) for kind, first, end in kept["findings"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _text(done: Verification) -> str:
    return json.dumps(
        {
            "at": done.at.isoformat(),
            "size": done.size,
            "checkpoints": done.checkpoints,
            "findings": [(finding.kind, finding.first, finding.last) for finding in done.findings],
        }
    )


def _path() -> Path:
    return Path(settings.KEYS_DIR) / FILE
