"""`reencuentro doctor`: exit code 0 all well, 1 something is missing, 2 something is unsafe."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone, translation

from reencuentro.cli.doctor import house, lines, machine
from reencuentro.cli.doctor.lines import Line, State

Section = Callable[[datetime], Iterator[Line]]
MACHINE: tuple[Section, ...] = (machine.mode, machine.folders, machine.data, machine.pages)
HOUSE: tuple[Section, ...] = (house.keys, house.ledger, house.tracing, house.mail, house.people, house.demo)


def examine(now: datetime) -> list[Line]:
    """All lines. The house is looked at only when its database answers and is up to date."""
    found = [line for section in MACHINE for line in section(now)]
    if any(line.section == "Database" and line.state is not State.OK for line in found):
        return found
    try:
        return [*found, *(line for section in HOUSE for line in section(now))]
    except DatabaseError as error:
        trouble = f"stopped answering ({type(error).__name__})"
        return [*found, lines.missing("Database", trouble, "Look at the log of the database server.")]


class Command(BaseCommand):
    help = "Says what is configured, what is missing and what is unsafe, and what to do about it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *, json: bool, **options: Any) -> None:
        with translation.override("en"):
            found = examine(timezone.now())
        if json:
            self.stdout.write(as_json(found))
        else:
            self.stdout.write("\n".join(lines.as_text(found)))
        sys.exit(lines.exit_code(found))


def as_json(found: list[Line]) -> str:
    return json.dumps(lines.as_data(found), indent=2, ensure_ascii=False)
