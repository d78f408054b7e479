"""A throw-away PostgreSQL server for the tests: `with cluster() as url:`. Nothing of it is left afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = "/usr/lib/postgresql"  # Debian keeps each version apart and none of them on PATH
# Speed over safety, because everything is thrown away; 300, because a ledger test opens 200 at once; mmap, because
# /dev/shm is small in containers and shared with other servers.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 "
    "-c dynamic_shared_memory_type=mmap"
)


class NoPostgres(Exception):
    """No server program was found on this machine."""


def binaries() -> Path:
    """The folder of the newest version. Raises NoPostgres."""
    found = sorted(Path(PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    raise NoPostgres


@contextmanager
def cluster(options: str = OPTIONS) -> Iterator[str]:
    """Yields the REENCUENTRO_DATABASE_URL of an empty database reached by a private socket. Raises NoPostgres."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="reencuentro-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        call(programs / "initdb", "-D", data, "-U", "reencuentro", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"{options} -c listen_addresses='' -c unix_socket_directories='{folder}'"
        call(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            call(programs / "createdb", "-h", folder, "-U", "reencuentro", "reencuentro")
            yield f"postgres://reencuentro@/reencuentro?host={folder}"
        finally:
            call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(program: Path, *arguments: object) -> None:
    """PostgreSQL refuses to run as root; then it runs as the user that Debian made for it."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    subprocess.run(
        [program, *map(str, arguments)],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        user=user if os.geteuid() == 0 else None,
    )
