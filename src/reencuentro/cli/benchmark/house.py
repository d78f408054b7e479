"""A house for one run: its own database, files and keys in a temporary folder, thrown away afterwards."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection

from reencuentro.cli.start import folders

INSIDE = "REENCUENTRO_BENCHMARK_HOUSE"  # set only in the process that works in the house


class NotEmpty(Exception):
    """A database with tables in it is somebody's; a benchmark writes into none such."""

    def __init__(self) -> None:
        super().__init__("The database is not empty: name one without tables.")


def prepare() -> None:
    """Folders and tables of the house. Raises NotEmpty, CannotStart."""
    folders.make()
    if connection.introspection.table_names():
        raise NotEmpty
    call_command("migrate", "cardindex", verbosity=0)


def is_inside() -> bool:
    return INSIDE in os.environ


def run(arguments: Sequence[str], database: str) -> int:
    """The same command again, in a house of its own; returns its exit code.

    `database` is the address of an empty PostgreSQL database, or "" for an SQLite file in the house.
    """
    command = [sys.executable, "-m", "reencuentro.cli.main", *arguments]
    with TemporaryDirectory(prefix="reencuentro-benchmark-") as folder:
        return subprocess.run(command, env=_environment(Path(folder), database), check=False).returncode  # noqa: S603


def _environment(folder: Path, database: str) -> dict[str, str]:
    """Nothing of the installation is left in it but what finds the programs."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("REENCUENTRO_")}
    here = {"REENCUENTRO_MODE": "demo", "REENCUENTRO_HOME": str(folder), INSIDE: str(folder)}
    return {**own, **here, **({"REENCUENTRO_DATABASE_URL": database} if database else {})}
