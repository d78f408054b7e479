"""A house for one run: its own database, files and keys in a temporary folder, thrown away afterwards."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

INSIDE = "REENCUENTRO_BENCHMARK_HOUSE"  # set only in the process that works in the house


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
