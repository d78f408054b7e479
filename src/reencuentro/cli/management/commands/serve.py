"""`reencuentro serve`: everything from an empty folder to a page that works."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import get_commands
from django.core.management.base import BaseCommand

from reencuentro.cardindex import searching
from reencuentro.casework.actions import indexing
from reencuentro.cli.start import database, demo, folders, port, processes, static, words
from reencuentro.cli.start.errors import CannotStart
from reencuentro.demo import people
from reencuentro.public.site.actions.seed import seed


class Command(BaseCommand):
    help = "Prepares folders, database, languages and style sheets, then starts the web server."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        try:
            self.prepare(host, port)
        except CannotStart as error:
            self.stderr.write(f"Reencuentro cannot start: {error}", self.style.ERROR)
            sys.exit(1)
        except OSError as error:
            self.stderr.write(f"Reencuentro cannot start: {error.strerror or 'a file cannot be used'}.")
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(130)
        if settings.DEMO:
            sys.exit(self.show(host, port))
        processes.become(processes.server_command(host, port))

    def prepare(self, host: str, number: int) -> None:
        """Raises CannotStart, OSError."""
        self.refuse_unsafe()
        port.require_free(host, number)
        folders.make()
        self.say_if(words.compile_all(), "Languages are compiled.")
        self.say_if(static.gather(), "Style sheets are gathered.")
        # In production somebody makes a backup first and runs `reencuentro migrate` knowingly.
        self.say_if(database.bring_up_to_date(migrate=not settings.PRODUCTION), "The database is prepared.")
        self.refuse_unsafe()  # again: only now can the database be asked what it holds
        if settings.DEMO:
            demo.build_if_missing(self.say)
            made = seed(mailbox=f"messages@{people.DOMAIN}", email=f"hello@{people.DOMAIN}")
            self.say_if(made, "The pages of the public site are made.")
        self.say_if(indexing.make_missing_cards(), "Cards for the search are made.")

    def refuse_unsafe(self) -> None:
        findings = checks.run_checks(tags=["start"], include_deployment_checks=True)
        for finding in findings:
            if not finding.is_serious():
                self.say(f"Note: {finding.msg}")
        errors = [finding.msg for finding in findings if finding.is_serious()]
        if errors:
            raise CannotStart("\n  ".join(["it would not be safe.", *errors]))

    def show(self, host: str, number: int) -> int:
        """Runs server, worker and searching process until Ctrl-C; returns the exit code."""
        # Links in mails lead to this server, whichever port was asked for.
        os.environ.setdefault("REENCUENTRO_SITE_URL", f"http://{port.reachable(host)}:{number}")
        commands = [processes.server_command(host, number)]
        if "worker" in get_commands():
            commands.append(processes.worker_command())
        if settings.INDEX_PROCESS and searching.kind() == "sealed":
            commands.append(processes.index_command())
        return processes.run(commands, ready=lambda: self.welcome(host, number))

    def welcome(self, host: str, number: int) -> None:
        if not port.wait_until_open(host, number, seconds=60):
            return  # the server has said why
        self.say(f"\nReencuentro is at http://{port.reachable(host)}:{number}  (end it with Ctrl-C)")
        known = demo.sign_ins()
        if known:
            self.say("This is a demo: every person and every case in it is invented. You can sign in as\n")
            for line in demo.as_table([("role", "what to try", "e-mail", "password"), *known]):
                self.say(f"  {line}")
        self.say("")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def say_if(self, happened: object, text: str) -> None:
        if happened:
            self.say(text)
