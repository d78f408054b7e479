"""`reencuentro tracing_benchmark`: how well and how fast invented people are found by the product's own index."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reencuentro.cli.benchmark import house
from reencuentro.cli.benchmark.lines import BadLine
from reencuentro.cli.benchmark.run import Run

WRONG = 2  # exit code for files that cannot be used, as for options that cannot


class Command(BaseCommand):
    help = (
        "Load invented records into an index of their own, ask the queries, write the answers, and print what it "
        "took as JSON. Works in a temporary house with its own database and keys; touches nothing of yours."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--base", type=Path, required=True, help="records, one JSON object a line (.gz too)"
        )
        parser.add_argument("--queries", type=Path, required=True, help="queries, one JSON object a line")
        parser.add_argument("--answers", type=Path, required=True, help="where the answers go")
        parser.add_argument("--limit-base", type=int, metavar="N", help="only the first N records")
        parser.add_argument("--index", choices=("stored", "sealed"), default="stored")
        parser.add_argument(
            "--dump-tokens", type=Path, help="the tokens inside the shelves, for an attack on them"
        )
        parser.add_argument("--database", default="", help="an empty PostgreSQL database, postgres://...")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not house.is_inside():
            sys.exit(house.run(sys.argv[1:], options["database"]))
        run = Run(
            base=options["base"],
            queries=options["queries"],
            answers=options["answers"],
            kind=options["index"],
            limit=options["limit_base"],
            tokens=options["dump_tokens"],
        )
        try:
            figures = run.figures()
        except (BadLine, house.NotEmpty) as error:
            raise CommandError(str(error), returncode=WRONG) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.", returncode=WRONG) from None
        self.stdout.write(json.dumps(figures))
