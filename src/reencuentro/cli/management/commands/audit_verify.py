"""`reencuentro audit_verify`: is the ledger what it was? Names every place that is not. Exit code 0 or 1."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from reencuentro.audit import checkpoints, guard, keys, verifications
from reencuentro.audit.errors import LedgerError
from reencuentro.audit.verify import Note, verify_database, verify_export
from reencuentro.engines.ledger_tree.findings import Report
from reencuentro.engines.ledger_tree.notes import NoteError, PublicKey, read_public_key

UNPROTECTED = "No checkpoint was given: a cut tail or a past rewritten with all its hashes would not show."


class Command(BaseCommand):
    help = "Verify the ledger of the database, or of an export, against its head and every kept checkpoint."
    requires_system_checks: list[str] = []  # an outsider has an export and a key, but no installation

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint",
            type=Path,
            nargs="+",
            action="extend",
            default=[],
            metavar="FILE",
            help="kept ones",
        )
        parser.add_argument(
            "--public-key", metavar="KEY", help="as audit_public_key prints it, or a file of it"
        )
        parser.add_argument(
            "--export", type=Path, metavar="FILE", help="a file of audit_export; no database needed"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            notes = [Note(file.name, file.read_text(encoding="utf-8")) for file in options["checkpoint"]]
            report = self._examine(notes, options)
        except (LedgerError, NoteError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self._tell(report)

    def _examine(self, notes: list[Note], options: dict[str, Any]) -> Report:
        key = _given_key(options["public_key"])
        if options["export"] is None:
            if not guard.stands(connection):
                self.stderr.write(
                    "The triggers that protect the ledger are missing: run `reencuentro migrate`."
                )
            report = verify_database([*checkpoints.kept(), *notes], key or keys.public_key())
            verifications.keep(report)  # the Administrator's page shows when this was last done
            return report
        if notes and key is None:
            raise CommandError("Checkpoints of an export are verified with --public-key.")
        with options["export"].open("rb") as lines:
            return verify_export(lines, notes, key)

    def _tell(self, report: Report) -> None:
        for finding in report.findings:
            self.stdout.write(str(finding))
        if not report.complete:
            self.stdout.write("… and more: the ledger was not read to its end.")
        if not report.ok:
            raise CommandError("The ledger was tampered with.")
        self.stdout.write(f"{report.size} entries, root {report.root.hex() if report.root else ''}")
        self.stdout.write(f"Agrees with: {', '.join(report.agrees_with) or 'nothing but itself'}.")
        if not any(source.startswith("checkpoint") for source in report.agrees_with):
            self.stdout.write(UNPROTECTED)
        self.stdout.write("The ledger is whole.")


def _given_key(text: str | None) -> PublicKey | None:
    if not text:
        return None
    file = Path(text)
    return read_public_key(file.read_text(encoding="utf-8") if len(text) < 256 and file.is_file() else text)
