"""`reencuentro audit_export`: the whole ledger as lines of JSON, for somebody who verifies it elsewhere."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reencuentro.audit import rows


class Command(BaseCommand):
    help = "Write every entry of the ledger as one line of JSON with its hash (see audit_verify --export)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="file to write; standard output if left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["out"] is None:
            self.stdout.writelines(rows.export())
            return
        with options["out"].open("w", encoding="ascii") as file:
            file.writelines(rows.export())
