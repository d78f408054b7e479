"""The searching process, started as the server starts it, on the database of the running test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.accounts import outside

INDEX = """
import sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
call_command("tracing_index")
"""
DATABASE = "REENCUENTRO_DATABASE_URL"


@contextmanager
def searching_process(**environment: str) -> Iterator["subprocess.Popen[str]"]:
    """Ready to answer; killed at the end, so that whatever it leaves lies there. Its stderr is the test's."""
    same = {DATABASE: os.environ[DATABASE]} if DATABASE in os.environ else {}
    command = [sys.executable, "-c", INDEX, str(connection.settings_dict["NAME"])]
    with subprocess.Popen(
        command,
        env=outside.environment(settings.HOME, **same, **environment),
        cwd=outside.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith("people can be found.\n")
        try:
            yield process
        finally:
            process.kill()
